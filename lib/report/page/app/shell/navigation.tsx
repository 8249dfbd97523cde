import './navigation.css';
import { route } from '../location.ts';
import { useModel } from '../model/model.ts';
import { Foreign } from '../parts/foreign.tsx';
import { dayOf } from '../parts/time.tsx';
import { hashOf } from '../route.ts';
import { views } from '../views.ts';
import { chooseTheme, theme, themes } from './theme.ts';

export function Navigation() {
  const { account, auditedAt, tool } = useModel().data.report;
  return (
    <header class="navigation">
      <div class="account">
        <strong>
          <Foreign text={account.alias ?? account.accountId} />
        </strong>
        {account.alias !== null && <span class="muted">{account.accountId}</span>}
        <span class="muted">Audited {dayOf(auditedAt)}</span>
      </div>
      <nav aria-label="Views">
        <ul>
          {views.map(({ id, title }) => (
            <li key={id}>
              <a href={hashOf(id)} aria-current={route.value.view === id ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="foot">
        <fieldset class="themes">
          <legend class="unseen">Colours</legend>
          {themes.map((each) => (
            <button key={each} type="button" aria-pressed={theme.value === each} onClick={() => chooseTheme(each)}>
              {each === 'auto' ? 'Auto' : each === 'light' ? 'Light' : 'Dark'}
            </button>
          ))}
        </fieldset>
        <span class="muted">
          {tool.name} {tool.version}
        </span>
      </div>
    </header>
  );
}
