import { Resource } from 'react-admin';
import type { Noun } from './nouns.ts';

export { type Field, fieldsOf } from './fields.tsx';
export { type Filter, filtersOf } from './filters.tsx';
export { inputsOf } from './inputs.tsx';
export type { Noun, Row } from './nouns.ts';
export { ActForm, RecordCreate, RecordEdit } from './RecordForm.tsx';
export { RecordList } from './RecordList.tsx';
export { RecordShow } from './RecordShow.tsx';
export { type Input, sourceOf } from './source.ts';

/** Declares a noun: its type, what is asked of it, and its screens. Add it to `nouns` in `App.tsx`, and it has a menu entry and addresses. */
export const noun = (it: Noun): Noun => it;

/** The resource react-admin sees for a noun. */
export const resourceOf = ({ type, title, list, show, create, edit, icon, routes }: Noun) => (
  <Resource
    key={type}
    name={type}
    list={list}
    show={show}
    create={create}
    edit={edit}
    icon={icon}
    recordRepresentation={title as (record: unknown) => string}
  >
    {routes}
  </Resource>
);
