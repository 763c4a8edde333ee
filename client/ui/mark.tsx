/** ClearView's mark: two views, and the part where they agree. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
      <g fill="none" stroke="#fff" strokeWidth="2.5">
        <circle cx="12.5" cy="16" r="7" />
        <circle cx="19.5" cy="16" r="7" />
      </g>
      <path d="M16 10a7 7 0 0 1 0 12 7 7 0 0 1 0-12z" fill="#fff" />
    </svg>
  )
}
