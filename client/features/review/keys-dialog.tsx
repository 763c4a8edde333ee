import { Kbd, Modal } from '@mantine/core'
import css from './review.module.css'

const keys: readonly (readonly [string, string])[] = [
  ['1 2 3 4 5', 'Rate the step; at the end, from a strong no to a strong yes'],
  ['E', 'Write the evidence'],
  ['Esc', 'Leave the text'],
  ['J K', 'Next and previous step'],
  ['N P', 'Next and previous candidate'],
  ['Ctrl Enter', 'Submit'],
  ['?', 'Show these keys'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys in a review">
      <dl className={css.keys}>
        {keys.map(([names, words]) => (
          <div key={words}>
            <dt>
              {names.split(' ').map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
