import './styles/base.css';
import { render } from 'preact';
import { readPageData } from './load.ts';
import { ModelContext, makeModel } from './model/model.ts';
import { App } from './shell/app.tsx';
import { applyTheme } from './shell/theme.ts';
// The last, so that paper has the last word.
import './styles/print.css';

applyTheme();
const root = document.getElementById('app');
if (root !== null) {
  readPageData().then(
    (data) => {
      root.replaceChildren();
      render(
        <ModelContext.Provider value={makeModel(data)}>
          <App />
        </ModelContext.Provider>,
        root,
      );
    },
    (error: unknown) => {
      root.textContent = `This report cannot be opened: ${String(error)}. Has the file been cut off?`;
    },
  );
}
