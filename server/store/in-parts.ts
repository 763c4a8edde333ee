/** More values than these are not looked up one by one: the embedded store then reads the whole collection. */
const most = 1000

/** Rows by any number of ids, a part of them at a time. */
export async function inParts<Row>(
  ids: readonly string[],
  read: (some: string[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const found: Row[] = []
  for (let from = 0; from < ids.length; from += most) found.push(...(await read(ids.slice(from, from + most))))
  return found
}
