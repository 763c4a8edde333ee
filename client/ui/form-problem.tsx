import { Alert } from '@mantine/core'

/** Why a form was refused as a whole, read out at once; nothing, as long as it was not. */
export const FormProblem = ({ problem }: { problem: string | null }) =>
  problem ? (
    <Alert color="red" role="alert">
      {problem}
    </Alert>
  ) : null
