import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

/** What the embedded PostgreSQL is told; `ALTER SYSTEM` has the last word, so a bureau can tune it. */
export function servingSettings(): Record<string, string> {
  const memory = totalmem() / megabyte;
  return {
    max_connections: '120',
    shared_buffers: `${Math.round(Math.min(1024, Math.max(64, memory / 8)))}MB`,
    effective_cache_size: `${Math.round(Math.max(256, memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    jit: 'off',
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u@%d ',
    // A log must hold no personal data: neither statements nor the values that broke a constraint.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    idle_in_transaction_session_timeout: '60s',
  };
}

/** For tests: nothing survives a power cut, everything is quick. */
export const testSettings: Record<string, string> = {
  max_connections: '300',
  shared_buffers: '256MB',
  jit: 'off',
  random_page_cost: '1.1',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum_naptime: '10s',
  max_wal_size: '4GB',
  timezone: 'UTC',
  log_min_error_statement: 'panic',
};
