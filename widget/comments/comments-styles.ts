/**
 * Looks of `<citizen-comments>`, on top of those of the rating panel. The first comments stand in a box whose height is
 * known before they come, and what is told of them in another, as high as its button, so that nothing on the page moves;
 * the first opens when the person asks for more.
 */
export const commentsStyles: string = `
  .frame {
    min-height: 200px;
    padding: 4px 0 0;
  }
  .closed {
    height: 200px;
    overflow: hidden;
  }
  .fading {
    -webkit-mask-image: linear-gradient(#000 75%, transparent);
    mask-image: linear-gradient(#000 75%, transparent);
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    padding: 12px 0;
    border-bottom: 1px solid var(--line);
    overflow: hidden;
    content-visibility: auto;
    contain-intrinsic-size: auto 90px;
  }
  .words {
    overflow: hidden;
    line-height: 1.7;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }
  .long {
    max-height: 60vh;
    overflow-y: auto;
  }
  .tail {
    display: flow-root;
    min-height: 62px;
  }
  .day {
    color: var(--soft);
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .reply {
    margin: 10px 0 0;
    padding: 0 0 0 12px;
    border-left: 3px solid var(--accent);
    overflow: hidden;
  }
  .title {
    margin: 0 0 6px;
    font-size: 19px;
    font-weight: 650;
    line-height: 1.45;
  }
`;
