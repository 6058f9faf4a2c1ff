/** How much of a proof is run: `npm run promise` runs all of it, `npm test` as much as shows that it works. */
export const size = (full: number, small: number): number => (process.env['PROMISE'] === 'full' ? full : small);

/** What becomes of each, so many at once; in their order. */
export async function inTurns<T, R>(each: T[], atOnce: number, act: (one: T, place: number) => Promise<R>): Promise<R[]> {
  const became = new Array<R>(each.length);
  let next = 0;
  const lane = async () => {
    for (let place = next++; place < each.length; place = next++) became[place] = await act(each[place]!, place);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return became;
}
