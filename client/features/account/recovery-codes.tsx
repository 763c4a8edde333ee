import { Alert, Button, Group } from '@mantine/core'
import { copyText } from '../../ui/copy-text.ts'
import classes from './account.module.css'

/** Shown once: here they are kept, or not at all. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = codes.join('\n')
  return (
    <>
      <Alert color="indigo" variant="light" role="status">
        Keep these recovery codes where you keep your passwords. Each gets you in once when your phone is lost. They are
        shown now and never again.
      </Alert>
      <ul className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <Button onClick={onKept}>I have kept them</Button>
        <Button variant="default" onClick={() => void copyText(text, 'The codes are copied.')}>
          Copy
        </Button>
        <Button
          component="a"
          variant="default"
          download="clearview-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          Save as a file
        </Button>
      </Group>
    </>
  )
}
