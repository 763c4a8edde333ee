import { Kbd, Modal } from '@mantine/core'
import css from './keys-dialog.module.css'

const keys: readonly (readonly [string, string])[] = [
  ['← ↑ ↓ →', 'Go from card to card'],
  ['Home End', 'First and last card of the stage'],
  ['Space', 'Lift the card; again to drop it'],
  ['← →', 'Carry the lifted card to another stage'],
  ['Esc', 'Put the lifted card back'],
  ['Enter', 'Open the candidate'],
  ['M', 'Move to… (then 1 to 9 for a stage)'],
  ['H', 'Put on hold, or take off hold'],
  ['R', 'Reject, with a reason'],
  ['?', 'Show these keys'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys on the board">
      <dl className={css.keys}>
        {keys.map(([key, words]) => (
          <div key={words} className={css.row}>
            <dt>
              {key.split(' ').map((one) => (
                <Kbd key={one} mr={4}>
                  {one}
                </Kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
