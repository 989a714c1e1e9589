// After enhanced navigation, reading starts at the top of the new page, at its heading.
// (FocusOnNavigate would move the focus after full loads, too, and pass over the skip links.)
let shown = location.pathname;
let isReturn = false;

addEventListener('popstate', () => { isReturn = true; });

Blazor.addEventListener('enhancedload', () => {
  // A page on which somebody writes must be loaded whole: the script that saves starts only then.
  if (document.querySelector('form[data-draft]:not([data-draft-ready])')) location.reload();
  if (location.pathname !== shown && !location.hash) {
    if (!isReturn) scrollTo(0, 0);
    const heading = document.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }
  shown = location.pathname;
  isReturn = false;
});
