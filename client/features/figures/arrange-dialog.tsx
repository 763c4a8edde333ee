import { ActionIcon, Button, Checkbox, Group, Modal } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { FigureCard } from '#protocol/analytics'
import { cardNames } from './cards.tsx'
import classes from './figures.module.css'

/** Which cards are shown, and in which order; for me alone, on all my devices. */
export default function ArrangeDialog(props: {
  cards: readonly FigureCard[]
  onSave: (cards: FigureCard[]) => void
  onClose: () => void
}) {
  const { cards, onSave, onClose } = props
  const [order, setOrder] = useState(() => [...cards, ...FigureCard.options.filter((card) => !cards.includes(card))])
  const [chosen, setChosen] = useState<ReadonlySet<FigureCard>>(() => new Set(cards))
  const move = (from: number, to: number) => {
    const next = [...order]
    const [card] = next.splice(from, 1)
    if (card) next.splice(to, 0, card)
    setOrder(next)
  }
  return (
    <Modal opened onClose={onClose} title="Choose and arrange cards">
      {order.map((card, i) => (
        <div className={classes.choice} key={card}>
          <Checkbox
            label={cardNames[card]}
            checked={chosen.has(card)}
            onChange={({ currentTarget: { checked } }) => {
              const next = new Set(chosen)
              if (checked) next.add(card)
              else next.delete(card)
              setChosen(next)
            }}
          />
          <ActionIcon aria-label={`Move ${cardNames[card]} up`} disabled={i === 0} onClick={() => move(i, i - 1)}>
            <IconArrowUp size={18} stroke={1.75} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Move ${cardNames[card]} down`}
            disabled={i === order.length - 1}
            onClick={() => move(i, i + 1)}
          >
            <IconArrowDown size={18} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={() => onSave(order.filter((card) => chosen.has(card)))}>Save</Button>
      </Group>
    </Modal>
  )
}
