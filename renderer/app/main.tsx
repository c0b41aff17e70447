import './zodSetup';
// Mantine first: what the features say of its parts comes after and wins.
import '../ui/mantine.css';
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/searchBox.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { styleNonce, THEME } from '../ui/theme';
import { App } from './App';
import { connect } from './connect';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root"');

createRoot(root).render(
  <MantineProvider theme={THEME} defaultColorScheme="auto" getStyleNonce={styleNonce}>
    <App />
  </MantineProvider>,
);
connect();
