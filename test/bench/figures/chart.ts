import { about } from '../operations/about.ts';
import { type Results, ratioOf } from './results.ts';
import { titles } from './table.ts';

const [left, right, bar, gap, top] = [330, 60, 13, 12, 58];
const colours = ['#2f7de1', '#8a94a6', '#d9822b', '#3f9d63'];

const plain = (text: string) => text.replace(/[<>&]/g, each => `&#${each.charCodeAt(0)};`);

/** Bars for each operation: what every contestant reaches of the first. Drawn by hand, so that it needs nothing and reads in the dark. */
export function chart(results: Results, width = 900): string {
  const [base = '', ...others] = results.names;
  const most = Math.max(1.2, ...results.ops.flatMap(op => others.map(name => ratioOf(results, op, name, base) ?? 0)));
  const x = (ratio: number) => left + (ratio / most) * (width - left - right);
  const height = top + results.ops.length * (others.length * bar + gap) + 20;
  const parts: string[] = [];
  others.forEach((name, n) => {
    parts.push(`<rect x="${left + n * 160}" y="32" width="12" height="12" fill="${colours[n % colours.length]}"/>`);
    parts.push(`<text x="${left + n * 160 + 18}" y="42">${plain(titles[name] ?? name)}</text>`);
  });
  results.ops.forEach((op, row) => {
    const y = top + row * (others.length * bar + gap);
    parts.push(`<text x="${left - 10}" y="${y + (others.length * bar) / 2 + 4}" text-anchor="end">${op} ${plain(about[op])}</text>`);
    others.forEach((name, n) => {
      const ratio = ratioOf(results, op, name, base);
      if (ratio === undefined) return;
      const at = y + n * bar;
      parts.push(
        `<rect x="${left}" y="${at}" width="${(x(ratio) - left).toFixed(1)}" height="${bar - 2}" fill="${colours[n % colours.length]}"/>`,
        `<text class="n" x="${(x(ratio) + 5).toFixed(1)}" y="${at + bar - 4}">${(ratio * 100).toFixed(0)} %</text>`,
      );
    });
  });
  const limit = x(1).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Requests in a second, of ${titles[base] ?? base}">
<style>text{font:12px system-ui,sans-serif;fill:#1f2530}.n{font-size:10px}.t{font-size:14px;font-weight:600}line{stroke:#1f2530}
@media (prefers-color-scheme:dark){text{fill:#e6e9ef}line{stroke:#e6e9ef}}</style>
<text class="t" x="12" y="20">Requests in a second, of ${plain(titles[base] ?? base)} (${plain(results.scale)} data)</text>
${parts.join('\n')}
<line x1="${limit}" x2="${limit}" y1="${top - 6}" y2="${height - 16}" stroke-dasharray="4 3"/>
</svg>
`;
}
