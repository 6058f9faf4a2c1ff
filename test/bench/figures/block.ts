/** Puts text between the marks of a name, `<!-- figures: NAME -->` and `<!-- end -->`; a page without them stays as it is. */
export function replaceBlock(page: string, name: string, text: string): string {
  const begin = `<!-- figures: ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) return page;
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
