// Manifests of every ecosystem that we know, and text that only looks like one.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { repositoryUrl } from '../../src/crawl/package-facts.ts';
import { readManifest } from '../../src/crawl/read-manifest.ts';

const plain = (path: string, text: string) => {
  const manifest = readManifest(path, text);
  return manifest === undefined ? undefined : { ...manifest, dependencies: [...manifest.dependencies] };
};

suite('a manifest', () => {
  test('of Python', () => {
    assert.deepEqual(
      plain(
        'pyproject.toml',
        `[project]
name = "tide-tables"
version = "1.4.0"
description = "Tides of the world"
license = {text = "MIT"}
dependencies = ["mcp[cli]>=1.2", "httpx ; python_version > '3'"]
[project.urls]
Homepage = "https://tides.example"
Repository = "https://github.com/harbour/tides.git"`,
      ),
      {
        name: 'tide-tables',
        facts: {
          title: 'tide-tables',
          description: 'Tides of the world',
          version: '1.4.0',
          repository: 'https://github.com/harbour/tides',
          homepage: 'https://tides.example',
          license: 'MIT',
        },
        dependencies: ['mcp', 'httpx'],
      },
    );
    assert.equal(
      plain('pyproject.toml', '[tool.poetry]\nname = "old"\n[tool.poetry.dependencies]\nmcp = "^1"')?.name,
      'old',
    );
    assert.equal(plain('pyproject.toml', '[tool.ruff]\nline-length = 100'), undefined);
  });

  test('of Rust, Go, Maven, .NET and Gradle', () => {
    assert.deepEqual(
      plain(
        'x/Cargo.toml',
        '[package]\nname = "tides"\nversion = {workspace = true}\nlicense = "Apache-2.0"\n[dependencies]\nrmcp = "0.8"',
      ),
      { name: 'tides', facts: { title: 'tides', license: 'Apache-2.0' }, dependencies: ['rmcp'] },
    );
    assert.equal(plain('Cargo.toml', '[workspace]\nmembers = ["a"]'), undefined);
    assert.deepEqual(
      plain(
        'go.mod',
        'module example.com/tides/v3 // the tides\n\nrequire (\n\tgithub.com/mark3labs/mcp-go v0.40.0\n)\nrequire example.com/one v1.0.0\n',
      ),
      {
        name: 'example.com/tides/v3',
        facts: { title: 'tides' },
        dependencies: ['github.com/mark3labs/mcp-go', 'example.com/one'],
      },
    );
    assert.deepEqual(
      plain(
        'pom.xml',
        '<project><parent><artifactId>all</artifactId><version>9</version></parent><artifactId>tides</artifactId><version>{revision}</version><dependencies><dependency><artifactId>core</artifactId></dependency></dependencies></project>',
      ),
      { name: 'tides', facts: { title: 'tides' }, dependencies: ['core'] },
    );
    assert.deepEqual(
      plain(
        'src/Tides/Tides.Server.csproj',
        '<Project><PropertyGroup><Version>2.1.0</Version></PropertyGroup><ProjectReference Include="..\\Core\\Tides.Core.csproj" /></Project>',
      ),
      {
        name: 'Tides.Server',
        facts: { title: 'Tides.Server', version: '2.1.0' },
        dependencies: ['Tides.Core'],
      },
    );
    assert.deepEqual(plain('tides/build.gradle.kts', 'dependencies { implementation(project(":core")) }'), {
      name: 'tides',
      facts: {},
      dependencies: ['core'],
    });
  });

  test('never fails, whatever it holds', () => {
    const paths = [
      'package.json',
      'pyproject.toml',
      'Cargo.toml',
      'go.mod',
      'composer.json',
      'pom.xml',
      'a.csproj',
      'build.gradle',
      'mix.exs',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.oneof(fc.string(), fc.json()), (path, text) => {
        readManifest(path, text);
      }),
    );
    for (const text of [
      '{"name":7}',
      '{"name":"a","repository":[],"dependencies":[1],"license":{"type":{}}}',
      'null',
      '<artifactId>'.repeat(50_000),
    ]) {
      for (const path of paths) readManifest(path, text);
    }
  });

  test('keeps a key named __proto__ as data', () => {
    const manifest = readManifest(
      'package.json',
      '{"name":"a","dependencies":{"__proto__":"1"},"__proto__":{"description":"evil"}}',
    );
    assert.equal(manifest?.facts.description, '');
    assert.deepEqual([...(manifest?.dependencies ?? [])], ['__proto__']);
  });
});

test('a repository is an https address, however it was spelled', () => {
  const expected = 'https://github.com/harbour/tides';
  for (const spelling of [
    'harbour/tides',
    'github:harbour/tides',
    'https://github.com/harbour/tides.git',
    'git+https://github.com/harbour/tides.git#main',
    'git://github.com/harbour/tides.git',
    'git@github.com:harbour/tides.git',
    'git+ssh://git@github.com/harbour/tides.git',
    'http://github.com/harbour/tides/',
  ]) {
    assert.equal(repositoryUrl(spelling), expected, spelling);
  }
  assert.equal(repositoryUrl('gitlab:harbour/tides'), 'https://gitlab.com/harbour/tides');
  for (const odd of ['javascript:alert(1)', 'https://user:secret@code.example/x', 'C:\\tides', '', 7, {}]) {
    assert.equal(repositoryUrl(odd), undefined);
  }
});
