import { Drawer, Kbd, Menu } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconPlayerPause, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { useBoardApi, useCard } from './board-context.tsx'
import { type MoveChoice, moveChoices } from './move-choices.ts'
import css from './move-menu.module.css'

export interface OpenMenu {
  readonly id: string
  readonly rect: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  /** The version of the card when the menu was opened. */
  readonly version: number
  /** Brings the focus back to the column; null where it does not belong there. */
  readonly goOn: (() => void) | null
  /** What had the focus before, in the candidate's pane; null on the board. */
  readonly opener: HTMLElement | null
}

const icons: Record<MoveChoice['kind'], ReactNode> = {
  stage: null,
  hold: <IconPlayerPause size={18} aria-hidden />,
  resume: <IconArrowBackUp size={18} aria-hidden />,
  reject: <IconX size={18} aria-hidden />,
}

/** "Move to…": the same as dragging, for keys, thumbs and everybody who cannot or does not want to drag. */
export function MoveMenu({ opened, onClose }: { opened: OpenMenu; onClose: (goesOn: boolean) => void }) {
  const { stages, isPhone, actions, openReject } = useBoardApi()
  const application = useCard(opened.id)?.application
  const choices = application === undefined ? [] : moveChoices(application, stages)
  // The library would ask a disabled one to take the focus, which leaves it outside.
  const first = choices.find((choice) => !isHere(choice))
  const title = `Move ${application?.candidate.name ?? application?.candidate.code ?? 'the candidate'} to…`

  const choose = (choice: MoveChoice) => {
    if (choice.kind === 'stage') actions.move(opened.id, choice.stage.id, opened.version)
    else if (choice.kind === 'hold') actions.hold(opened.id, opened.version)
    else if (choice.kind === 'resume') actions.resume(opened.id)
    else openReject(opened.id)
    // The dialog that asks why has the focus then.
    onClose(choice.kind !== 'reject')
  }
  const byKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const choice = choices.find(({ key }) => key !== '' && key === event.key.toLowerCase())
    if (choice === undefined || isHere(choice)) return
    event.preventDefault()
    event.stopPropagation()
    choose(choice)
  })
  // On the window: who types M and 3 quickly is faster than the menu takes the focus.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => byKey(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])

  if (isPhone) {
    return (
      <Drawer
        opened
        onClose={() => onClose(true)}
        position="bottom"
        title={title}
        radius="lg"
        styles={{ content: { height: 'auto', maxHeight: '85dvh' } }}
      >
        <div className={css.sheet}>
          {choices.length === 0 && <p>The candidate withdrew. There is nothing to move.</p>}
          {choices.map((choice) => (
            <button
              key={labelOf(choice)}
              type="button"
              className={css.large}
              disabled={isHere(choice)}
              onClick={() => choose(choice)}
            >
              {icons[choice.kind]}
              <span className={css.words}>{labelOf(choice)}</span>
              {isHere(choice) && <span className={css.here}>is here</span>}
            </button>
          ))}
        </div>
      </Drawer>
    )
  }
  const { left, top, width, height } = opened.rect
  return (
    <Menu
      opened
      onChange={(isOpen) => !isOpen && onClose(true)}
      width={264}
      returnFocus={false}
      position="bottom-start"
      // Inside the page's main part, where those who go from landmark to landmark find it.
      withinPortal={false}
      floatingStrategy="fixed"
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={css.anchor}
          aria-label={title}
          style={{ left, top, width, height }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {choices.length === 0 && <Menu.Item disabled>The candidate withdrew</Menu.Item>}
        {choices.map((choice, index) => (
          <div key={labelOf(choice)} role="none">
            {choice.kind !== 'stage' && choices[index - 1]?.kind === 'stage' && <Menu.Divider />}
            <Menu.Item
              leftSection={icons[choice.kind]}
              rightSection={
                isHere(choice) ? (
                  <IconCheck size={18} aria-label="is here" />
                ) : (
                  choice.key !== '' && <Kbd size="xs">{choice.key.toUpperCase()}</Kbd>
                )
              }
              disabled={isHere(choice)}
              data-autofocus={choice === first || undefined}
              onClick={() => choose(choice)}
            >
              {labelOf(choice)}
            </Menu.Item>
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const isHere = (choice: MoveChoice) => choice.kind === 'stage' && choice.isHere
const labelOf = (choice: MoveChoice) => (choice.kind === 'stage' ? choice.stage.name : choice.label)
