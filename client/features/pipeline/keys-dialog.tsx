import { Kbd, Modal } from '@mantine/core'
import { keyGroups } from './key-list.ts'
import css from './keys-dialog.module.css'

interface KeysDialogProps {
  readonly canMove: boolean
  /** Whether a candidate is open beside the board. */
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function KeysDialog({ canMove, isOpen, onClose }: KeysDialogProps) {
  return (
    <Modal opened onClose={onClose} title="Keys on this page">
      {keyGroups({ canMove, isOpen }).map(({ title, rows }) => (
        <section key={title}>
          <h3 className={css.title}>{title}</h3>
          <dl className={css.keys}>
            {rows.map(([key, words]) => (
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
        </section>
      ))}
    </Modal>
  )
}
