import './app.css';
import { useEffect, useRef } from 'preact/hooks';
import { route } from '../location.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { hashOf } from '../route.ts';
import { views } from '../views.ts';
import { Navigation } from './navigation.tsx';

/** The whole page: navigation at the left, the view that the address names beside it. */
export function App() {
  const view = views.find(({ id }) => id === route.value.view);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view);
  useEffect(() => {
    document.title = `${view?.title ?? 'Not found'} - ${document.title.split(' - ').at(-1)}`;
    // Whoever hears the page is taken to what is new, unless the view did that; at the start, to the top.
    if (shown.current !== view && !main.current?.contains(document.activeElement)) main.current?.focus();
    shown.current = view;
  }, [view]);
  const View = view?.component ?? NoSuchView;
  return (
    <div class="app">
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Navigation />
      <main ref={main} tabIndex={-1} class="main">
        <View key={view?.id} />
      </main>
    </div>
  );
}

function NoSuchView() {
  return (
    <EmptyState title="There is no such view in this report">
      <a href={hashOf('overview')}>Go to the overview</a>
    </EmptyState>
  );
}
