// The theme stands in the page as it was when the page was made. Its file comes after the first words, for print alone, and
// is used where somebody has changed it since.

const rulesOf = (style) => [...(style?.sheet?.cssRules ?? [])].map((it) => it.cssText).join();

export function useTheme() {
  const link = document.querySelector('link[href="theme.css"]');
  if (!link.sheet) return link.addEventListener("load", useTheme, { once: true });
  // To draw a page anew for nothing costs a slow phone more than to compare.
  try {
    if (rulesOf(link) !== rulesOf(document.querySelector('style[data-style="theme"]'))) link.media = "all";
  } catch {
    // It could not be had, and has no rules to read: the theme in the page stays.
  }
}
