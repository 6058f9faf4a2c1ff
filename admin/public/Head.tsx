import ArrowBack from '@mui/icons-material/ArrowBack';
import { Button, Typography } from '@mui/material';
import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { usePublicWords } from './words.ts';

/** The title of a public page, on the page and in the browser's tab, with the way back. */
export function Head({ title, back, tab = title }: { title: string; back?: string; tab?: string }) {
  const say = useSay();
  const words = usePublicWords();
  const app = say('public.title');
  useEffect(() => {
    document.title = `${tab} · ${app}`;
  }, [tab, app]);
  return (
    <>
      {back ? (
        <Button component={Link} to={back} startIcon={<ArrowBack />} size="small" className="no-print">
          {words('back')}
        </Button>
      ) : null}
      <Typography variant="h5" component="h1" sx={{ my: 1.5, overflowWrap: 'anywhere' }}>
        {title}
      </Typography>
    </>
  );
}
