/** Looks of faces and chips. All levels have the same size, line and colour; only what is chosen is filled. */
export const choiceStyles: string = `
  .faces {
    display: grid;
    grid-auto-rows: 1fr;
    grid-gap: 8px;
  }
  .wide .faces {
    grid-template-columns: repeat(5, minmax(0, 1fr));
  }
  label {
    position: relative;
    display: flex;
  }
  input {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .box {
    display: flex;
    flex: 1;
    align-items: center;
    min-width: 44px;
    min-height: 44px;
    padding: 6px 12px;
    border: 1.5px solid var(--control);
    border-radius: 22px;
    line-height: 1.4;
  }
  .face .box {
    min-height: 52px;
    border-radius: calc(var(--radius) - 2px);
  }
  .drawing {
    flex: none;
    width: 40px;
    height: 40px;
    margin: 0 12px 0 0;
  }
  .wide .face .box {
    flex-direction: column;
    padding: 12px 3px 8px;
    font-size: 13.5px;
    text-align: center;
  }
  .wide .face .drawing {
    margin: 0 0 6px;
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 3.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .tick {
    display: none;
    flex: none;
    width: 14px;
    height: 14px;
    margin-left: 8px;
    stroke-width: 2;
  }
  input:checked + .box {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  input:checked + .box .tick {
    display: block;
  }
  .wide .face .tick {
    position: absolute;
    top: -11px;
    left: 50%;
    width: 22px;
    height: 22px;
    margin: 0 0 0 -11px;
    padding: 3px;
    border: 2px solid;
    border-radius: 50%;
    background: var(--paper);
    color: var(--accent);
  }
  input:hover + .box {
    border-color: var(--accent);
  }
  :focus,
  input:focus + .box {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  :focus:not(:focus-visible),
  input:focus:not(:focus-visible) + .box {
    outline: none;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    margin: -4px;
    font-size: 15px;
  }
  .chip {
    max-width: calc(100% - 8px);
    margin: 4px;
  }
  @media (forced-colors: active) {
    input:checked + .box {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
