// How a card looks: sizes and spacing as Teams has them, colours for light and dark.
"use strict";

const colours = (ink, soft, accent, good, warning, attention) => {
  const pair = (normal) => ({ default: normal, subtle: normal });
  return {
    default: { default: ink, subtle: soft },
    dark: pair(ink), light: pair(soft), accent: pair(accent),
    good: pair(good), warning: pair(warning), attention: pair(attention),
  };
};

const host = (paper, raised, foreground) => ({
  supportsInteractivity: true,
  fontFamily: '"Segoe UI", system-ui, "Noto Sans", "Noto Sans KR", sans-serif',
  fontTypes: {
    default: { fontFamily: '"Segoe UI", system-ui, "Noto Sans", "Noto Sans KR", sans-serif' },
    monospace: { fontFamily: 'Consolas, "DejaVu Sans Mono", monospace' },
  },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: raised },
  containerStyles: Object.fromEntries(
    ["default", "emphasis", "good", "attention", "warning", "accent"].map((name) => [
      name,
      { backgroundColor: name === "default" ? paper : raised, foregroundColors: foreground },
    ])),
  actions: {
    maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal",
    actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 8 },
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 120 }, value: { wrap: true }, spacing: 8,
  },
});

window.hosts = {
  light: host("#ffffff", "#f0f0f0",
    colours("#242424", "#616161", "#4f52b2", "#0e700e", "#835c00", "#c4314b")),
  dark: host("#292929", "#3d3d3d",
    colours("#ffffff", "#adadad", "#aab1fa", "#92c353", "#f8d22a", "#f9526b")),
};
