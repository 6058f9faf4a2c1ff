import { GraphQLEnumType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import type { DataSource } from 'typeorm';
import { Context } from '../../../server/kernel/context.ts';
import { cellsOf, columnOf } from '../../../server/kernel/exporting/columns.ts';

const ctx = new Context({ id: 'x', role: 'OFFICER', name: 'x' }, {} as DataSource['manager']);
const looked: string[] = [];
const Shop = new GraphQLObjectType<{ name: string }>({ name: 'Shop', fields: { name: { type: new GraphQLNonNull(GraphQLString) } } });
const Role = new GraphQLEnumType({ name: 'Role', values: { EXPERT: {}, OFFICER: {} } });
const Thing: GraphQLObjectType = new GraphQLObjectType<{ shopId: string | null }>({
  name: 'Thing',
  fields: () => ({
    seats: { type: GraphQLInt },
    roles: { type: new GraphQLList(Role) },
    things: { type: new GraphQLList(Thing) },
    parent: { type: Thing, args: { id: { type: new GraphQLNonNull(GraphQLString) } } },
    shop: {
      type: Shop,
      resolve: ({ shopId }) => {
        looked.push(String(shopId));
        return shopId && { name: `店${shopId}` };
      },
    },
  }),
});

test('a column may belong to what a record refers to, and is empty where that is hidden or absent', async () => {
  const columns = ['seats', 'shop.name', 'roles'].map(path => columnOf(ctx, Thing, path, 'zh-CN'));
  expect(columns.map(({ header, number }) => [header, number])).toEqual([
    ['seats', true],
    ['shop / name', false],
    ['roles', false],
  ]);
  const cells = await cellsOf(Thing, columns)(ctx, [
    { seats: 5, shopId: '1', roles: ['EXPERT', 'OFFICER'] },
    { seats: null, shopId: null, roles: [] },
  ]);
  expect(cells).toEqual([[5, '店1', '专家、经办人'], [null, undefined, ''].map(value => value ?? null)]);
  expect(looked).toEqual(['1', 'null']);
});

test.each(['shop', 'shop.nonsense', 'seats.x', 'things.seats', 'parent.seats', '', 'shop.name.x'])('%j is no column', path => {
  expect(() => columnOf(ctx, Thing, path, 'en')).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ reason: 'COLUMN_UNKNOWN' }) }),
  );
});
