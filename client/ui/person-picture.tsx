import { Avatar } from '@mantine/core'
import { hashOf } from './code-pattern.ts'
import { initialsOf } from './names.ts'

/** Hues whose light variant keeps enough contrast in both schemes. */
const colors = ['indigo', 'violet', 'grape', 'blue'] as const

/** A colleague's initials; the name stands beside it. */
export function PersonPicture({ name, size = 32 }: { name: string; size?: number }) {
  return (
    <Avatar
      size={size}
      radius="xl"
      color={colors[hashOf(name) % colors.length] ?? 'indigo'}
      aria-hidden="true"
      styles={{ placeholder: { fontSize: Math.max(11, Math.round(size * 0.38)), fontWeight: 600 } }}
    >
      {initialsOf(name)}
    </Avatar>
  )
}
