import type { Move } from '../../../server/kernel/lifecycle.ts';
import { allowed } from '../../../server/kernel/policy.ts';
import { useServer } from '../../kit.ts';
import { schema } from './arguments.ts';
import { census, lifecycles, makeWorld, meets, type Principal, type Row, stateOf, unlike, visibleTo, type World } from './world.ts';

useServer();

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 60_000);

const pressed = lifecycles.filter(({ entity }) => schema.getMutationType()!.getFields()[`advance${entity}`]);
const press = (who: Principal, entity: string, row: Row, action: string, note?: string) =>
  who.someone
    .ask(
      `mutation ($id: ID!, $action: ${entity}Action!, $note: String) { advance${entity}(id: $id, action: $action, note: $note) { id } }`,
      { id: row.id, action, note: note ?? null },
      { 'idempotency-key': `${row.id}-${action}-${Math.random()}` },
    )
    .then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );

/** Of rows that are alike for a move one will do: by state, and by whether their reader may move them. */
function samples(entity: string, who: Principal): Row[] {
  const movable = allowed(who.actor, 'move', entity);
  const kinds = new Map<string, Row>();
  for (const row of visibleTo(world, who, entity)) kinds.set(`${stateOf(entity, row)} ${meets(entity, movable, row)}`, row);
  return [...kinds.values()];
}

/** Nobody moves the own account along, and whoever asked for what takes two is not the second. */
const isOwn = (entity: string, { actor }: Principal, row: Row, { second }: Move) =>
  (entity === 'User' && row.id === actor.id) || (second !== undefined && row[second] === actor.id);

test.each(pressed.map(table => [table.entity, table] as const))(
  'no record of %s is moved by whom, from where or without what its table does not say, and nothing is written',
  async (entity, table) => {
    const before = await census();
    const wrong: unknown[] = [];
    let tried = 0;
    const moved = (who: Principal) => [
      samples(entity, who).map(row => [row.id, meets(entity, allowed(who.actor, 'move', entity), row)]),
      Object.values(table.moves).map(({ by }) => by?.includes(who.actor.role) ?? false),
      world.rows.get(entity)?.some(row => row.id === who.actor.id || Object.values(row).includes(who.actor.id)),
    ];
    for (const who of unlike(world, world.people, [entity], moved)) {
      const hidden = (world.rows.get(entity) ?? []).filter(row => !visibleTo(world, who, entity).includes(row)).slice(0, 2);
      for (const [action, move] of Object.entries(table.moves)) {
        const callable = (table && allowed(who.actor, 'move', entity).length > 0) || undefined;
        for (const row of hidden) {
          const code = await press(who, entity, row, action, '理由');
          const fine = ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', ...(move.via ? ['BAD_USER_INPUT'] : [])];
          tried += 1;
          if (!code || !fine.includes(code)) wrong.push([who.name, action, 'hidden', code]);
          if (callable && !move.via && code !== 'NOT_FOUND' && code !== 'FORBIDDEN') wrong.push([who.name, action, 'hidden', code]);
        }
        for (const row of samples(entity, who)) {
          const state = String(stateOf(entity, row));
          const mine =
            (move.by ?? []).includes(who.actor.role) &&
            meets(entity, allowed(who.actor, 'move', entity), row) &&
            !isOwn(entity, who, row, move);
          const expected = !mine
            ? ['FORBIDDEN', 'UNAUTHENTICATED', ...(move.via ? ['BAD_USER_INPUT'] : [])]
            : move.via
              ? ['BAD_USER_INPUT']
              : !move.from.includes(state)
                ? ['ILLEGAL_STATE', 'DEADLINE_PASSED']
                : move.note === 'required'
                  ? ['BAD_USER_INPUT']
                  : undefined;
          // What the table lets through is the business of the feature's own tests.
          if (!expected) continue;
          const code = await press(
            who,
            entity,
            row,
            action,
            move.from.includes(state) && move.note === 'required' && mine ? '   ' : '理由',
          );
          tried += 1;
          if (!code || !expected.includes(code)) wrong.push([who.name, action, state, code, expected[0]]);
        }
      }
    }
    expect(tried).toBeGreaterThan(table.states.length);
    expect(wrong).toEqual([]);
    expect(await census()).toEqual(before);
  },
  60_000,
);
