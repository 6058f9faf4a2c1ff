import { fieldsOf } from '../kit/resource.tsx';
import type { ExtensionRow } from './asks.ts';

const row = fieldsOf<ExtensionRow>();

/** An extension among others of the same call. */
export const extensionColumns = [row.link('provider', 'Provider'), row.moment('until'), row.text('reason'), row.text('grantedBy')];
