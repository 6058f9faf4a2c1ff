import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Owns the schema and migrates it. */
export const ownerRole = 'shizhuan';
/** What the API works as: it owns nothing, so policies of rows and grants bind it. */
export const apiRole = 'shizhuan_api';
export const databaseName = 'shizhuan';

/** Makes the two roles and the database in the embedded PostgreSQL, each if it is not there. */
export async function prepare(adminUrl: string, passwords: { owner: string; api: string }): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const roles = [
      [ownerRole, passwords.owner],
      [apiRole, passwords.api],
    ] as const;
    const { rows } = await admin.query<{ name: string }>(
      `select rolname name from pg_roles where rolname = any($1) union all select 'database' from pg_database where datname = $2`,
      [roles.map(([role]) => role), databaseName],
    );
    const there = new Set(rows.map(row => row.name));
    for (const [role, password] of roles.filter(([role]) => !there.has(role))) {
      await admin.query(
        `create role ${escapeIdentifier(role)} login nosuperuser nocreatedb nocreaterole password ${escapeLiteral(password)}`,
      );
    }
    if (there.has('database')) return;
    await admin.query(`create database ${escapeIdentifier(databaseName)} owner ${escapeIdentifier(ownerRole)} template template0`);
    await admin.query(`revoke all on database ${escapeIdentifier(databaseName)} from public`);
    await admin.query(`grant connect, temporary on database ${escapeIdentifier(databaseName)} to ${escapeIdentifier(apiRole)}`);
  } finally {
    await admin.end();
  }
}
