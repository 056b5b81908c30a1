// The theme stands in the page, and no file of it lies beside.

export const useTheme = () => {};
