/**
 * For `refetchInterval`: asks again as often as this, once there is something to show. Where the first reading failed,
 * that is said until somebody tries again; asked again by itself, it would come and go under their eyes and fingers.
 */
export const keepAsking =
  (milliseconds: number) =>
  ({ state }: { state: { data: unknown } }): number | false =>
    state.data === undefined ? false : milliseconds
