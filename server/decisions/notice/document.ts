import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { lexicon } from '../../../schema/messages/index.ts';
import { loadReference } from '../../reference/loadReference.ts';
import type { Notice, NoticeEntry } from './entity.ts';

/** What a notice says, as it is published: the same columns that its page is made of. */
export type Said = Pick<Notice, 'number' | 'title' | 'basis' | 'howToObject' | 'firstDay' | 'lastDay' | 'workingDays' | 'endsAt'>;
export type Line = Pick<NoticeEntry, 'place' | 'product' | 'provider' | 'scenario' | 'kind' | 'terms'>;

/** The typefaces of official documents (GB/T 9704); where a machine lacks them it takes the next of their kind. */
const face = (eastAsia: string, ascii = 'Times New Roman') => ({ eastAsia, ascii, hAnsi: ascii, cs: ascii });
const [titleFace, headFace, textFace] = [face('方正小标宋简体'), face('黑体'), face('仿宋_GB2312')];
/** Half points: 二号, 三号, 小四, 五号. */
const [titleSize, textSize, tableSize, smallSize] = [44, 32, 24, 21];
/** Twentieths of a point. */
const [line, twoCharacters] = [580, 640];

const run = (text: string, font = textFace, size = textSize) => new TextRun({ text, font, size });
const exactly = { line, lineRule: LineRuleType.EXACT } as const;

const paragraph = (text: string, font = textFace) =>
  new Paragraph({ spacing: exactly, indent: { firstLine: twoCharacters }, children: [run(text, font)] });
const paragraphs = (text: string) => text.split(/\n+/).flatMap(part => (part.trim() ? [paragraph(part.trim())] : []));
const heading = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { ...exactly, line: 640, after: 320 },
    children: [run(text, titleFace, titleSize)],
  });
const right = (text: string) =>
  new Paragraph({ alignment: AlignmentType.RIGHT, spacing: exactly, indent: { right: twoCharacters * 2 }, children: [run(text)] });

const chineseDay = (day: string) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
/** The end to the second, as the clock in Shanghai shows it. */
const chineseInstant = (instant: Date) => {
  const wall = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return `${chineseDay(wall.slice(0, 10))}${wall.slice(11, 19)}`;
};

const named = (codes: readonly { code: string; nameZh: string }[]) => {
  const names = new Map(codes.map(({ code, nameZh }) => [code, nameZh]));
  return (code: string) => names.get(code) ?? code;
};

interface Column {
  head: string;
  /** Share of the width of the page. */
  width: number;
  cell: (entry: Line) => string;
}

const plain = (value: unknown) => (value === null || value === undefined || value === '' ? '—' : String(value));

/** The columns of the two annexes. What a past call does not know is a dash. */
function columnsOf(): { list: Column[]; terms: Column[] } {
  const { scenarios, industries } = loadReference();
  const [scenario, division] = [named(scenarios), named(industries)];
  const place: Column = { head: '序号', width: 6, cell: entry => String(entry.place) };
  const product: Column = { head: '产品（解决方案）名称', width: 30, cell: entry => entry.product };
  const provider: Column = { head: '服务商名称', width: 30, cell: entry => entry.provider };
  return {
    list: [
      place,
      product,
      provider,
      { head: '服务商类型', width: 17, cell: entry => lexicon.enums['ProviderKind']?.[entry.kind]?.[0] ?? entry.kind },
      { head: '主要场景', width: 17, cell: entry => scenario(entry.scenario) },
    ],
    terms: [
      place,
      { ...product, width: 18 },
      { ...provider, width: 17 },
      { head: '统一社会信用代码', width: 14, cell: ({ terms }) => plain(terms?.uscc) },
      { head: '适用行业', width: 13, cell: ({ terms }) => plain(terms?.divisions.map(division).join('、')) },
      { head: '免费试用（天）', width: 7, cell: ({ terms }) => plain(terms?.freeDays) },
      { head: '名额', width: 6, cell: ({ terms }) => plain(terms?.seats) },
      { head: '启动（工作日）', width: 7, cell: ({ terms }) => plain(terms?.startWithinDays) },
      { head: '试用后价格（元/年）', width: 7, cell: ({ terms }) => plain(terms?.priceAfter) },
      { head: '案例数', width: 5, cell: ({ terms }) => plain(terms?.cases) },
    ],
  };
}

const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

function tableOf(columns: readonly Column[], entries: readonly Line[], width: number, size: number): Table {
  const widths = columns.map(column => Math.round((width * column.width) / 100));
  const cell = (text: string, at: number, font = textFace) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, font, size)] })],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ head }, at) => cell(head, at, headFace)) }),
      ...entries.map(entry => new TableRow({ cantSplit: true, children: columns.map((column, at) => cell(column.cell(entry), at)) })),
    ],
  });
}

/** A4 with the margins of official documents, in twentieths of a point. */
const [short, long] = [11_906, 16_838];
const portrait = { top: 2098, bottom: 1984, left: 1587, right: 1474 };
const landscape = { top: 1587, bottom: 1474, left: 1134, right: 1134 };

const footer = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: textFace, size: 28 })],
      }),
    ],
  });

const annex = (name: string, title: string, table: Table): FileChild[] => [
  new Paragraph({ spacing: exactly, children: [run(name, headFace)] }),
  heading(title),
  table,
];

/** A notice in the form of an official document: text, then the list, then what each entry promises. */
export async function noticeDocument(notice: Said, entries: readonly Line[]): Promise<Buffer> {
  const { list, terms } = columnsOf();
  const { firstDay, lastDay, workingDays } = notice;
  const page = (upright: boolean) => ({
    page: upright
      ? { size: { width: short, height: long }, margin: portrait }
      : { size: { width: short, height: long, orientation: PageOrientation.LANDSCAPE }, margin: landscape },
  });
  const text = [
    heading(notice.title),
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { ...exactly, after: 320 }, children: [run(notice.number)] }),
    ...paragraphs(notice.basis),
    paragraph(`拟入选产品和解决方案共${entries.length}项，名单及试用承诺见附件。`),
    paragraph(
      `公示期为${chineseDay(firstDay)}至${chineseDay(lastDay)}（${workingDays}个工作日），至${chineseInstant(notice.endsAt)}止。公示期内，单位和个人对公示内容有异议的，可以实名提出并说明理由，逾期不再受理。`,
    ),
    ...paragraphs(notice.howToObject),
    paragraph('附件：1. 拟入选名单'),
    new Paragraph({ spacing: exactly, indent: { firstLine: twoCharacters * 2.5 }, children: [run('2. 拟入选产品和解决方案试用承诺')] }),
    new Paragraph({ spacing: exactly }),
    right(chineseDay(firstDay)),
  ];
  const document = new Document({
    title: notice.title,
    creator: '试转',
    sections: [
      { properties: page(true), footers: { default: footer() }, children: text },
      {
        properties: { ...page(true), type: SectionType.NEXT_PAGE },
        footers: { default: footer() },
        children: annex('附件1', '拟入选名单', tableOf(list, entries, short - portrait.left - portrait.right, tableSize)),
      },
      {
        properties: { ...page(false), type: SectionType.NEXT_PAGE },
        footers: { default: footer() },
        children: annex(
          '附件2',
          '拟入选产品和解决方案试用承诺',
          tableOf(terms, entries, long - landscape.left - landscape.right, smallSize),
        ),
      },
    ],
  });
  return Packer.toBuffer(document);
}
