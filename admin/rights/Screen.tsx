import { Box, Button, MenuItem, Paper, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { roles } from '../../schema/roles.ts';
import { useLabel, usePanel, useTypeName, useWord } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { operationWords } from './operations.ts';
import { useRightsWords } from './words.ts';

const PolicyAsk = graphql(`
  query RolePolicy($role: Role) {
    policy(role: $role) {
      role operations
      rules { type verb managersOnly alternatives { conditions { column is values } } }
      fields { type field sight }
    }
  }
`);
type Rights = ResultOf<typeof PolicyAsk>['policy'][number];
type Rule = Rights['rules'][number];

/** A rule in words: which records it is about. */
function useRuleWords(): (rule: Rule) => string {
  const words = useRightsWords();
  const label = useLabel();
  const word = useWord();
  const sayValue = (type: string, column: string, value: string) =>
    word(`enums.${column === 'role' ? 'Role' : `${type}State`}.${value}`) ?? value;
  return ({ type, alternatives, managersOnly }) => {
    const text = alternatives
      .map(({ conditions }) =>
        conditions
          .map(({ column, is, values }) => {
            const given = values.map(value => sayValue(type, column, value)).join(' / ');
            return `${label(column, type)}: ${is === 'ONE_OF' ? given : word(`enums.PolicyComparison.${is}`)}`;
          })
          .join(` ${words('and')} `),
      )
      .map(said => said || words('all'))
      .join(` ${words('or')} `);
    return managersOnly ? `${text} (${words('managers')})` : text;
  };
}

function RoleRights({ rules, fields, operations }: Rights) {
  const words = useRightsWords();
  const sayRule = useRuleWords();
  const typeName = useTypeName();
  const translate = useTranslate();
  const label = useLabel();
  const locale = useLocale();
  return (
    <Paper variant="outlined" sx={{ p: 2, overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {(['type', 'verb', 'alternatives'] as const).map(column => (
              <TableCell key={column}>{label(column, 'PolicyRule')}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rules.map(rule => (
            <TableRow key={`${rule.type}.${rule.verb}`}>
              <TableCell>{typeName(rule.type)}</TableCell>
              <TableCell>{translate(`enums.PolicyVerb.${rule.verb}`)}</TableCell>
              <TableCell>{sayRule(rule)}</TableCell>
            </TableRow>
          ))}
          {fields.map(({ type, field, sight }) => (
            <TableRow key={`${type}.${field}`}>
              <TableCell>{typeName(type)}</TableCell>
              <TableCell>{label(field, type)}</TableCell>
              <TableCell>{translate(`enums.PolicySight.${sight}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Typography variant="h6" component="h2" sx={{ mt: 2 }}>
        {words('operations')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2', columns: { sm: 2, md: 3 } }}>
        {operations.map(operation => (
          <li key={operation}>{operationWords[operation]?.[locale === 'en' ? 1 : 0] ?? operation}</li>
        ))}
      </Box>
    </Paper>
  );
}

/** Who may do what, from the rules in force; a role at a time, to be printed. */
export function RightsScreen() {
  const words = useRightsWords();
  const panel = usePanel();
  const translate = useTranslate();
  const label = useLabel();
  const [params, setParams] = useSearchParams();
  const role = (roles as readonly string[]).includes(params.get('role') ?? '') ? params.get('role')! : 'OFFICER';
  const { data, error, refetch } = useQuery({
    queryKey: ['policy', role],
    queryFn: () => panel.ask(PolicyAsk, { role: role as Rights['role'] }),
  });
  return (
    <Page title={words('title')}>
      <Typography sx={{ mb: 1 }}>{words('hint')}</Typography>
      <Box className="no-print" sx={{ display: 'flex', gap: 2, mb: 2, alignItems: 'center' }}>
        <TextField
          select
          label={label('role', 'RolePolicy')}
          value={role}
          onChange={event => setParams({ role: event.target.value }, { replace: true })}
        >
          {roles.map(each => (
            <MenuItem key={each} value={each}>
              {translate(`enums.Role.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        <Button onClick={() => window.print()}>{words('print')}</Button>
      </Box>
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : data ? (
        data.policy.map(each => <RoleRights key={each.role} {...each} />)
      ) : (
        <Loading />
      )}
    </Page>
  );
}
