import Download from '@mui/icons-material/Download';
import { Alert, Box, Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useLabel } from '../kit/hooks.ts';
import { Code } from '../kit/values.tsx';
import type { Preview } from './asks.ts';
import { useImportWords } from './words.ts';

type Fault = Preview['faults'][number];
const columns = ['line', 'column', 'value', 'code', 'message'] as const;
const shown = 200;

/** A cell that no office suite takes for a formula. */
const cell = (value: string | number) => {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** Saves the faults as a file that opens in an office suite with its Chinese intact. */
function save(faults: readonly Fault[], heads: readonly string[], name: string) {
  const lines = [heads, ...faults.map(fault => columns.map(column => fault[column]))].map(line => line.map(cell).join(','));
  const url = URL.createObjectURL(new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** Every cell that cannot be taken: where it is, what it says, and what is wrong with it. */
export function Faults({ faults, fileName }: { faults: readonly Fault[]; fileName: string }) {
  const words = useImportWords();
  const label = useLabel();
  const heads = columns.map(column => label(column, 'ImportFault'));
  return (
    <>
      <Alert severity="error" sx={{ mb: 2 }}>
        <strong>{words('faults', { count: faults.length })}</strong>
        <br />
        {words('faultsHint')}
      </Alert>
      <Button
        variant="outlined"
        startIcon={<Download />}
        onClick={() => save(faults, heads, `${fileName.replace(/\.\w+$/, '')}-faults.csv`)}
        sx={{ mb: 1 }}
      >
        {words('faultsFile')}
      </Button>
      <Box
        sx={{ overflowX: 'auto', maxHeight: '60vh', overflowY: 'auto' }}
        tabIndex={0}
        role="region"
        aria-label={label('faults', 'ImportReport')}
      >
        <Table size="small" stickyHeader aria-label={label('faults', 'ImportReport')}>
          <TableHead>
            <TableRow>
              {columns.map((column, i) =>
                column === 'code' ? null : (
                  <TableCell key={column} align={column === 'line' ? 'right' : undefined}>
                    {heads[i]}
                  </TableCell>
                ),
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {faults.slice(0, shown).map(({ line, column, value, code, message }) => (
              <TableRow key={`${line} ${column} ${code}`} hover>
                <TableCell align="right">{line}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{column}</TableCell>
                <TableCell sx={{ minWidth: 140 }}>
                  <Code value={value} />
                </TableCell>
                <TableCell sx={{ minWidth: 180 }}>{message}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {faults.length > shown ? (
        <Typography variant="body2" color="text.secondary">
          {words('faultsShown', { count: shown })}
        </Typography>
      ) : null}
    </>
  );
}
