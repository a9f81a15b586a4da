/** Start of the interface. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startTranslation } from './locales/i18n.ts';
import './style.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
void startTranslation().then(() => createRoot(root).render(<App />));
