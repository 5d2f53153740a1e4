import { describe, expect, it } from '@jest/globals';
import { elementsOf, parseXml, textOf } from './xml.js';

describe('the reader of XML', () => {
  it('reads elements, attributes, texts and entities', () => {
    const root = parseXml(`<a x="1 &amp; 2" y='"'>å<b/> &lt;&#229;&#xe5;<b z="">&gt;</b></a>\n`);
    expect(root).toEqual({
      name: 'a',
      attributes: { x: '1 & 2', y: '"' },
      children: [
        'å',
        { name: 'b', attributes: {}, children: [] },
        ' <åå',
        { name: 'b', attributes: { z: '' }, children: ['>'] },
      ],
    });
    expect(elementsOf(root, 'b')).toHaveLength(2);
    expect(textOf(root)).toBe('å <åå>');
  });

  it.each([
    ['an element that is not closed', '<a><b></b>'],
    ['one closed by another', '<a></b>'],
    ['a bare &', '<a>&</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare <', '<a>1 < 2</a>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['a < in an attribute', '<a x="<"/>'],
    ['two roots', '<a/><b/>'],
    ['text outside', '<a/>b'],
    ['nothing', ''],
    ['a character that XML does not have', '<a>\u0000</a>'],
  ])('refuses %s', (_, xml) => {
    expect(() => parseXml(xml)).toThrow(Error);
  });
});
