// The pictures that networks show: drawn whole, with the level in words, and sent as PNG of the size that pages name.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { levels } from '../../src/model/vocabulary.ts';
import { pictureNames, pictureSize, socialPicture, socialSvg } from '../../src/view/social-picture.ts';

const counts = { tools: 600_000, servers: 43_000 };

describe('the picture that networks show', () => {
  for (const name of pictureNames) {
    test(`for ${name} keeps its text above the rule and inside the frame`, () => {
      const svg = socialSvg(name, counts);
      assert.ok(
        svg.startsWith(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSize.width}" height="${pictureSize.height}"`,
        ),
      );
      for (const [, y = '', size = '', words = ''] of svg.matchAll(
        /<text x="\d+" y="(\d+)" font-size="(\d+)"[^>]*>([^<]*)</g,
      )) {
        if (words !== '' && Number(y) < 560)
          assert.ok(Number(y) + Number(size) * 0.3 < 520, `${y}: ${words}`);
        // Inter is on average narrower than half its size.
        assert.ok(72 + words.length * Number(size) * 0.5 < pictureSize.width, words);
      }
    });
  }

  test('says the level and what it means to those who do not see it', () => {
    for (const { id, badge, meaning } of levels) {
      const { url, alt } = socialPicture(id, 'https://toolrisk.example');
      assert.equal(url, `https://toolrisk.example/social/${id}.png`);
      assert.ok(alt.includes(badge) && alt.includes(meaning));
    }
    assert.equal(
      socialPicture(undefined, 'https://toolrisk.example').url,
      'https://toolrisk.example/social/site.png',
    );
  });
});
