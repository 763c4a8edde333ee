import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { allZones, homeZone, longPlaceOfZone, placeOfZone, zoneWords } from './zone-words.ts'

/** A zone, found by its city; the browser's own first. */
export function ZoneSelect(props: {
  readonly value: string
  readonly onChange: (zone: string) => void
  readonly label: string
  /** The label is for screen readers only. */
  readonly isLabelHidden?: boolean
  readonly error?: string | null
}) {
  const { value, onChange, label, isLabelHidden, error } = props
  const options = useMemo(() => {
    const home = homeZone()
    // What a zone is called today is asked for these two alone: for all four hundred it would take a moment of each page.
    const near = [...new Set([home, value])].map((zone) => ({
      value: zone,
      // Where one is oneself needs a word only beside another zone; alone it would be cut off on a phone.
      label: `${placeOfZone(zone)} (${zoneWords(zone, Date.now())})${zone === home && value !== home ? ' · here' : ''}`,
    }))
    const far = allZones().filter((zone) => zone !== home && zone !== value)
    return [...near, ...far.map((zone) => ({ value: zone, label: longPlaceOfZone(zone) }))]
  }, [value])
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      data={options}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
      searchable
      limit={40}
      allowDeselect={false}
      nothingFoundMessage="No such city. Try the next large one."
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
      checkIconPosition="right"
      error={error}
    />
  )
}
