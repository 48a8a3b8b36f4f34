/** Where menus and tooltips are put: in the main landmark, so that nothing stands outside of all. */
export const portalHome = (): HTMLElement | null => document.querySelector("main");
