import { words } from './words.ts';

export const files = words({
  types: { Attachment: ['附件', 'Attachment'] },
  fields: {
    any: { files: ['附件', 'Files'] },
    Attachment: {
      name: ['文件名', 'Name'],
      size: ['大小(字节)', 'Size (bytes)'],
      sha256: ['校验值(SHA-256)', 'SHA-256'],
      mediaType: ['文件类型', 'Media type'],
      uploadedById: ['上传人', 'Sent by'],
      providerId: ['服务商', 'Provider'],
      enterpriseId: ['企业', 'Enterprise'],
      expertId: ['专家', 'Expert'],
      district: ['区市', 'District'],
      published: ['是否公开', 'Published'],
      publishedFrom: ['公开时间', 'Published from'],
      sealedUntil: ['封存至', 'Sealed until'],
    },
  },
  reasons: {
    FILE_NAME: [
      '文件名无效:不能为空、不能超过 200 个字符,也不能含有路径或控制字符。',
      'The name of the file is not right: it has 1 to 200 characters, no path and no control characters.',
    ],
    FILE_KIND: ['不接收此类文件,可上传:{kinds}。', 'Files of this kind are not taken; these are: {kinds}.'],
    FILE_CONTENT: ['文件内容与扩展名 .{ending} 不符。', 'The content is not that of a .{ending} file.'],
    FILE_HAS_MACROS: ['文件含有宏,请另存为不含宏的文件。', 'The file has macros; save it without them.'],
    ATTACHMENT_ELSEWHERE: [
      '该附件已属于另一单位的材料,请重新上传一份。',
      'This file belongs to a record of another organisation already; send it again for this one.',
    ],
    ATTACHMENT_UNKNOWN: ['附件不存在或您无权使用,请重新上传。', 'There is no such attachment that you may use; send it again.'],
    FILE_FROZEN: ['已保存的文件不能修改。', 'A file that is kept never changes.'],
  },
  constraints: { FILE_FROZEN: 'ILLEGAL_STATE' },
});
