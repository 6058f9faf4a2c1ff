import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { nouns } from './nouns.ts';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App nouns={nouns} />
  </StrictMode>,
);
