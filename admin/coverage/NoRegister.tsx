import Inventory from '@mui/icons-material/Inventory2Outlined';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { Picture } from '../kit/states.tsx';
import { useCoverageWords } from './words.ts';

/** No figure without a register: says so, and leads to the import those who may. */
export function NoRegister() {
  const words = useCoverageWords();
  const may = useMay();
  return (
    <Picture icon={<Inventory />} title={words('noRegister')} hint={words('noRegisterHint')}>
      {may('createImport') ? (
        <Button variant="contained" component={Link} to="/import?kind=REGISTER">
          {words('toImport')}
        </Button>
      ) : null}
    </Picture>
  );
}
