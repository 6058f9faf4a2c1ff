import { Readable } from 'node:stream';
import { Attachment } from '../files/entity.ts';
import { keepFilesIn, takeIn } from '../files/storage.ts';
import type { City } from './city.ts';
import type { Person, Planted } from './story.ts';

export type PaperKind = keyof typeof texts;
type Content = Pick<Attachment, 'size' | 'sha256' | 'place' | 'mediaType'>;

const texts = {
  contract: ['软件服务合同(示例)', '甲方:见合同登记', '乙方:见合同登记', '本文件为演示数据,内容均为虚构。'],
  payment: ['付款凭证(示例)', '银行回单与发票扫描件', '本文件为演示数据,内容均为虚构。'],
  licence: ['营业执照(示例)', '主体信息见申报材料', '本文件为演示数据,内容均为虚构。'],
  copyright: ['软件著作权登记证书(示例)', '产品名称见申报材料', '本文件为演示数据,内容均为虚构。'],
  commitment: ['承诺书(示例)', '承诺材料真实、试用免费、数据可退出。', '本文件为演示数据,内容均为虚构。'],
  goLive: ['系统上线确认单(示例)', '系统已在车间投入使用,附运行画面说明。', '本文件为演示数据,内容均为虚构。'],
} as const;
const names: Record<PaperKind, string> = {
  contract: '合同首页与签章页.pdf',
  payment: '付款凭证.pdf',
  licence: '营业执照.pdf',
  copyright: '软件著作权证书.pdf',
  commitment: '承诺书.pdf',
  goLive: '上线确认单.pdf',
};

/** The city's papers: a few contents on disk, which many records name. */
export type Papers = Record<PaperKind, Content>;

export async function papers(folder: string): Promise<Papers> {
  keepFilesIn(folder);
  const written = await Promise.all(
    Object.entries(texts).map(async ([kind, lines]) => {
      const { place, size, sha256, keep } = await takeIn(Readable.from([pdf(lines)]), 1_000_000);
      await keep();
      return [kind, { place, size, sha256, mediaType: 'application/pdf' }] as const;
    }),
  );
  return Object.fromEntries(written) as Papers;
}

/** Somebody sends a paper, which belongs to the organisations and the district that are named. */
export function send(
  { story }: City,
  content: Papers,
  kind: PaperKind,
  key: string,
  { at, by, ...readers }: { at: Date; by: Person } & Partial<Attachment>,
): Planted<Attachment> {
  const said = { name: names[kind], ...content[kind], uploadedById: by.id, published: false, sealedUntil: null, ...readers };
  return story.create(Attachment, `${key}/${kind}`, said, { at, by });
}

/** A page of Chinese text as a PDF. The font is one that readers bring along, so nothing is embedded. */
function pdf(lines: readonly string[]): Buffer {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
  const page = `BT /F1 20 Tf 72 760 Td ${lines.map((line, nth) => `${nth ? '/F1 12 Tf 0 -32 Td ' : ''}<${hex(line)}> Tj`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, nth) => {
    const place = text.length;
    text += `${nth + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  const table = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
