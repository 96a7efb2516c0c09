// The rubric, case by case: every tie-break and every settled case, in definitions of our own.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { said, type Told } from './_judge.ts';

type Case = readonly [rule: number, expected: string, told: Told];

const wallet = 'A wallet for Ethereum tokens';
const broker = 'Brokerage trading of stocks';
const billing = 'Billing, invoices and payments for merchants';
const cluster = 'Kubernetes cluster tools';
const browser = 'Drives a headless browser';

const cases: readonly Case[] = [
  [1, 'Execute high', { name: 'stop_vm', description: 'Stop a VM.' }],
  [1, 'Destructive critical', { name: 'destroy_vm', description: 'Destroy a VM.' }],
  [1, 'Write high', { name: 'suspend_user', description: 'Suspend a user.' }],
  [1, 'Write high', { name: 'disable_user', description: 'Disable a user account.' }],
  [1, 'Write medium', { name: 'archive_project', description: 'Archive a project.' }],
  [1, 'Write medium', { name: 'trash_document', description: 'Put a document into the trash.' }],
  [1, 'Write medium', { name: 'unpublish_article', description: 'Take an article offline.' }],
  [1, 'Write medium', { name: 'delete_page', description: 'Delete a page (moves it to trash).' }],
  [
    1,
    'Destructive critical',
    {
      name: 'delete_page',
      description: 'Delete a page (moves it to trash).',
      params: { id: { type: 'string' }, permanent: { type: 'boolean' } },
    },
  ],
  [2, 'Write medium', { name: 'remove_song_from_playlist', description: 'Remove a song from a playlist.' }],
  [2, 'Write high', { name: 'remove_member', description: 'Remove a member from the team.' }],
  [2, 'Write high', { name: 'delete_role_permission', description: 'Delete a permission of a role.' }],
  [2, 'Write medium', { name: 'delete_issue_association', description: 'Delete an association.' }],
  [2, 'Destructive critical', { name: 'delete_customer', description: 'Delete a customer.' }],
  [3, 'Destructive critical', { name: 'restore_backup', description: 'Restore the database from a backup.' }],
  [3, 'Write medium', { name: 'restore_note', description: 'Bring back a deleted note.' }],
  [3, 'Execute high', { name: 'rollback_release', description: 'Redeploy an earlier release.' }],
  [4, 'Write medium', { name: 'reset_setting', description: 'Reset one setting to its default.' }],
  [4, 'Write high', { name: 'rotate_access_key', description: 'Rotate an access key.' }],
  [4, 'Write high', { name: 'reset_password', description: 'Reset the password of a user.' }],
  [4, 'Destructive high', { name: 'revoke_api_key', description: 'Revoke an API key.' }],
  [
    5,
    'Read medium',
    {
      name: 'run_query',
      description: 'Run a read-only SQL query; only SELECT is accepted.',
      params: ['sql'],
    },
  ],
  [
    5,
    'Execute high',
    { name: 'execute_sql', description: 'Execute SQL such as INSERT or DELETE.', params: ['sql'] },
  ],
  [6, 'Destructive critical', { name: 'manage_tables', description: 'Create, update, and delete tables.' }],
  [6, 'Write medium', { name: 'manage_reports', description: 'Manage reports.' }],
  [7, 'Write high', { name: 'send_email', description: 'Send an email.', params: ['to', 'subject', 'body'] }],
  [7, 'Write high', { name: 'send_sms', description: 'Send an SMS.', params: ['to', 'text'] }],
  [7, 'Write high', { name: 'invite_user', description: 'Invite a user to the workspace.' }],
  [7, 'Write medium', { name: 'post_comment', description: 'Post a comment on an issue.' }],
  [
    7,
    'Write medium',
    { name: 'send_message', description: 'Send a message to a channel.', server: 'Slack workspace' },
  ],
  [7, 'Write medium', { name: 'create_draft', description: 'Create a draft of a letter.' }],
  [7, 'Execute high', { name: 'make_phone_call', description: 'Make a phone call.', params: ['number'] }],
  [
    8,
    'Write high',
    { name: 'write_file', description: 'Write a file, replacing what it held.', params: ['path', 'content'] },
  ],
  [8, 'Write medium', { name: 'append_note', description: 'Append a line to a note.' }],
  [8, 'Write high', { name: 'merge_pull_request', description: 'Merge a pull request.' }],
  [8, 'Write high', { name: 'update_dns_record', description: 'Update a DNS record.' }],
  [8, 'Write high', { name: 'bulk_update_tickets', description: 'Update all tickets that match a filter.' }],
  [
    5,
    'Read medium',
    { name: 'run_sql', description: 'Run SQL. It is wrapped in a SELECT.', params: ['sql'] },
  ],
  [
    9,
    'Read low',
    { name: 'run_spell_analysis', description: 'Run an analysis of a given text.', params: ['text'] },
  ],
  [
    9,
    'Read low',
    { name: 'run_query', description: 'Run a query by ID and return its rows.', params: ['query_id'] },
  ],
  [
    9,
    'Execute high',
    { name: 'run_query', description: 'Run a SQL query by a user.', params: ['sql', 'query_id'] },
  ],
  [9, 'Execute medium', { name: 'run_test_suite', description: 'Run the tests of the project.' }],
  [10, 'Read low', { name: 'summarize_text', description: 'Summarize a text.', params: ['text'] }],
  [
    10,
    'Execute medium',
    { name: 'generate_image', description: 'Generate an image from a prompt.', params: ['prompt'] },
  ],
  [
    10,
    'Execute medium',
    { name: 'chat_completion', description: 'Get a chat completion.', params: ['prompt'] },
  ],
  [
    10,
    'Execute critical',
    { name: 'code_agent', description: 'A coding agent that works on a task by itself.', params: ['prompt'] },
  ],
  [
    11,
    'Execute high',
    { name: 'browser_click', description: 'Click on an element.', params: ['selector'], server: browser },
  ],
  [
    11,
    'Execute medium',
    { name: 'browser_hover', description: 'Hover over an element.', params: ['selector'], server: browser },
  ],
  [
    11,
    'Read low',
    { name: 'browser_screenshot', description: 'Take a screenshot of the page.', server: browser },
  ],
  [11, 'Execute medium', { name: 'move_mouse', description: 'Move the mouse.', server: browser }],
  [11, 'Execute medium', { name: 'set_viewport', description: 'Set the viewport size.', server: browser }],
  [12, 'Write medium', { name: 'download_file', description: 'Download a file.', params: ['url', 'path'] }],
  [12, 'Read low', { name: 'export_report', description: 'Return a report as CSV.' }],
  [12, 'Read low', { name: 'render_pie_chart', description: 'Render a pie chart and return it.' }],
  [13, 'Execute medium', { name: 'login', description: 'Log in to the service.' }],
  [
    13,
    'Write high',
    {
      name: 'import_wallet',
      description: 'Import a wallet from its private key.',
      params: ['private_key'],
      server: wallet,
    },
  ],
  [13, 'Read high', { name: 'get_secret', description: 'Return the value of a secret.', params: ['name'] }],
  [
    14,
    'Execute medium',
    { name: 'turn_on_light', description: 'Turn on a light.', server: 'Smart-home lights' },
  ],
  [14, 'Execute high', { name: 'unlock_door', description: 'Unlock a door.', server: 'Smart-home doors' }],
  [15, 'Write low', { name: 'make_move', description: 'Make a move in the battle.', params: ['move'] }],
  [15, 'Write low', { name: 'use_item', description: 'Use an item in battle.', params: ['item'] }],
  [15, 'Write low', { name: 'move_piece', description: 'Move a piece.', server: 'A chess game' }],
  [15, 'Write low', { name: 'mark_as_read', description: 'Mark a message as read.' }],
  [15, 'Write low', { name: 'set_log_level', description: 'Set the log level.' }],
  [15, 'Write low', { name: 'set_active_project', description: 'Set the active project.' }],
  [16, 'Read low', { name: 'post_reactions', description: 'Returns who reacted to a post.' }],
  [16, 'Read low', { name: 'orders_history', description: 'Past orders.', server: broker }],
  [16, 'Read low', { name: 'trade_list', server: broker, params: ['page'] }],
  [16, 'Read low', { name: 'kv_namespace_get', description: 'Get a namespace.' }],
  [17, 'Destructive critical', { name: 'delete_account', description: 'Shows an account.' }],
  [
    17,
    'Destructive critical',
    { name: 'account_maintenance', description: 'Delete an account and all its data.' },
  ],
  [
    18,
    'Destructive critical',
    { name: 'delete_plan', description: 'Delete a data plan and everything that it stores.' },
  ],
  [
    18,
    'Financial high',
    { name: 'revoke_token_approval', description: 'Revoke the approval to spend a token.', server: wallet },
  ],
  [19, 'Destructive high', { name: 'restore_layout', description: 'Restore the layout.' }],
  [19, 'Write medium', { name: 'restore_item', description: 'Restore an archived item.' }],
  [20, 'Write medium', { name: 'reset_field', description: 'Reset a field.' }],
  [20, 'Destructive high', { name: 'reset_board', description: 'Reset the board.' }],
  [
    21,
    'Destructive high',
    {
      name: 'delete_file',
      description: 'Delete a file of a GitHub repository by a commit.',
      params: ['path', 'message'],
    },
  ],
  [22, 'Destructive high', { name: 'delete_comment', description: 'Permanently delete a comment.' }],
  [
    23,
    'Read low',
    { name: 'search_articles', description: 'Search articles by keyword.', params: ['query'] },
  ],
  [
    23,
    'Read medium',
    { name: 'fetch_url', description: 'Fetch a URL and return its content.', params: ['url'] },
  ],
  [23, 'Read medium', { name: 'read_file', description: 'Read a file.', params: ['path'] }],
  [24, 'Read medium', { name: 'list_invoices', description: 'List invoices.', server: billing }],
  [24, 'Read low', { name: 'get_token_price', description: 'Get the price of a token.', server: wallet }],
  [
    25,
    'Execute high',
    { name: 'execute_graphql', description: 'Execute a GraphQL document.', params: ['query'] },
  ],
  [
    25,
    'Execute high',
    { name: 'run_aggregation', description: 'Run an aggregation pipeline.', params: ['pipeline'] },
  ],
  [
    26,
    'Write high',
    { name: 'create_webhook', description: 'Create a webhook to an address.', params: ['url'] },
  ],
  [27, 'Execute medium', { name: 'create_session', description: 'Open a session.' }],
  [28, 'Write medium', { name: 'create_workflow', description: 'Create a workflow.' }],
  [28, 'Execute high', { name: 'trigger_workflow', description: 'Trigger a workflow.' }],
  [29, 'Write medium', { name: 'delete_lines', description: 'Delete lines of a document.' }],
  [30, 'Destructive critical', { name: 'tables', description: 'CRUD for tables.' }],
  [
    31,
    'Write medium',
    {
      name: 'post_course',
      description: '',
      siblings: ['get_course', 'get_courses', 'post_course', 'delete_course', 'post_exam'],
    },
  ],
  [32, 'Write high', { name: 'cordon_node', description: 'Cordon a node.', server: cluster }],
  [33, 'Execute high', { name: 'run_code', description: 'Run Python code in a sandbox.', params: ['code'] }],
  [
    35,
    'Financial critical',
    {
      name: 'transfer_tokens',
      description: 'Transfer tokens to an address.',
      params: ['to', 'amount'],
      server: wallet,
    },
  ],
  [0, 'Financial high', { name: 'create_invoice', description: 'Create an invoice.', server: billing }],
  [0, 'Financial high', { name: 'cancel_order', description: 'Cancel an order.', server: broker }],
  [
    0,
    'Financial critical',
    {
      name: 'place_order',
      description: 'Place an order.',
      params: ['symbol', 'side', 'qty'],
      server: broker,
    },
  ],
  [0, 'Financial critical', { name: 'refund_payment', description: 'Refund a payment.', server: billing }],
  [
    0,
    'Write medium',
    { name: 'request_faucet_coins', description: 'Request coins of a testnet faucet.', server: wallet },
  ],
  [
    0,
    'Destructive critical',
    { name: 'helm_uninstall', description: 'Uninstall a Helm release.', server: cluster },
  ],
  [0, 'Destructive medium', { name: 'clear_cache', description: 'Clear the cache.' }],
  [0, 'Execute critical', { name: 'run_command', description: 'Run a shell command.', params: ['command'] }],
  [
    0,
    'Execute critical',
    {
      name: 'exec_in_pod',
      description: 'Execute a command in a pod.',
      params: ['pod', 'command'],
      server: cluster,
    },
  ],
];

const gear = 'Manages a Fortinet firewall';
const drawing = 'Draws in Figma';
const cloud = 'Resources of an Azure subscription';
const ledger = 'Personal finance';

/** Cases that a first reading of fresh tools got wrong, each with its other side. */
const settled: readonly (readonly [string, string, Told])[] = [
  ['Destructive critical', 'a guard of a network', { name: 'delete_url_category', server: gear }],
  ['Destructive high', 'a label on it', { name: 'delete_rule_label', server: gear }],
  ['Destructive critical', 'a rule of protection', { name: 'delete_protection_rule', server: gear }],
  ['Write high', 'protection that is lifted', { name: 'remove_protection', server: gear }],
  ['Destructive high', 'an element of a drawing', { name: 'delete_node', server: drawing }],
  ['Destructive critical', 'elements of a drawing', { name: 'delete_multiple_nodes', server: drawing }],
  ['Destructive high', 'a thing that is a list entry', { name: 'remove_list_entry' }],
  [
    'Write medium',
    'what is undeleted or restored',
    { name: 'mooring_undelete', description: 'Undeletes or restores a soft-deleted backup of a mooring.' },
  ],
  [
    'Write medium',
    'a direct message in a workspace',
    { name: 'send_direct_message', description: 'Send a direct message.', title: 'Zulip' },
  ],
  [
    'Write high',
    'a direct message on a public network',
    { name: 'send_direct_message', description: 'Send a direct message.', server: 'Twitter' },
  ],
  ['Write high', 'mail that is scheduled', { name: 'schedule_email', description: 'Schedule an email.' }],
  [
    'Write high',
    'every field again',
    {
      name: 'update_chart',
      description: 'Update a chart. Specify the changed and also all the unchanged fields.',
    },
  ],
  [
    'Write high',
    'who may see it',
    { name: 'update_film', description: 'Update title or privacy of a film.' },
  ],
  ['Write high', 'a public page', { name: 'set_public_page', description: 'Changes the public page.' }],
  ['Write medium', 'a public key', { name: 'set_public_key_label' }],
  ['Write high', 'a tester of a group', { name: 'add_tester_to_group' }],
  [
    'Write high',
    'a resource of a cloud',
    { name: 'namespace_update', description: 'Updates a namespace of a resource group.', server: cloud },
  ],
  ['Write medium', 'a column for addresses', { name: 'create_ip_address_column' }],
  ['Write medium', 'a new environment', { name: 'create_environment' }],
  ['Write high', 'variables of an environment', { name: 'create_environment_variable' }],
  ['Write high', 'a token that is set', { name: 'set_harbor_token' }],
  ['Write medium', 'an account in a ledger', { name: 'create_account', server: ledger }],
  ['Write high', 'an account to sign in to', { name: 'create_account' }],
  ['Write high', 'a request that is approved', { name: 'approve_authorization_request' }],
  ['Write medium', 'a mode of a drawing', { name: 'rename_mode', server: drawing }],
  ['Write high', 'a security setting by default', { name: 'set_default_smime' }],
  [
    'Write medium',
    'a result kept on disk',
    { name: 'analyze_tides', params: ['output_path'], required: ['output_path'] },
  ],
  ['Read low', 'a result that may be kept', { name: 'analyze_tides', params: ['output_path'] }],
  [
    'Write medium',
    'a path that only the text asks for',
    { name: 'convert_chart', description: 'Convert a chart. Args: target_path: where it is kept.' },
  ],
  ['Read low', 'an order in a shop', { name: 'get_order', server: billing }],
  ['Read medium', 'an order at a broker', { name: 'get_orders', description: 'My orders.', server: broker }],
  ['Read medium', 'an invoice anywhere', { name: 'get_invoice' }],
  ['Read medium', 'a draft of a mail', { name: 'get_draft', server: 'Gmail' }],
  ['Read low', 'a draft of a page', { name: 'get_draft', server: 'Pages of a team' }],
  ['Read medium', 'browser history', { name: 'history', description: 'Search the browser history.' }],
  ['Read medium', 'conversations', { name: 'list_conversations' }],
  [
    'Read low',
    'titles of conversations',
    { name: 'list_conversations', description: 'Lists conversations. Returns their titles.' },
  ],
  [
    'Read medium',
    'a language of queries that only the text names',
    { name: 'search', description: 'Search issues using JQL.' },
  ],
  [
    'Read low',
    'a contract on a chain',
    { name: 'call_contract', description: 'Call a read-only function of a contract.', params: ['method'] },
  ],
  ['Read high', 'a key file', { name: 'look_around', description: 'Reads .env and README.md.' }],
  ['Read high', 'a token for a secret', { name: 'get_token', params: ['app_key', 'app_secret'] }],
  ['Read high', 'a key that is made', { name: 'generate_aes_key', description: 'Makes an AES key.' }],
  ['Read low', 'secrets that are masked', { name: 'list_secrets', description: 'With secrets redacted.' }],
  [
    'Execute medium',
    'an app on a simulator',
    { name: 'terminate_app', description: 'Terminate an app on the simulator.' },
  ],
  [
    'Execute high',
    'an app on a device or a simulator',
    { name: 'terminate_app', description: 'Terminate an app on a device or simulator.' },
  ],
  [
    'Execute high',
    'an agent by its text',
    { name: 'harbor/berths', description: 'Berth Planner Agent - Design of berths' },
  ],
  ['Write medium', 'a call that is logged', { name: 'create_call', description: 'Create (log) a call.' }],
  ['Execute high', 'what is found and tapped', { name: 'find_tap', description: 'Fuzzy tap.' }],
  ['Write medium', 'results that are recorded', { name: 'record_tide_results' }],
  [
    'Write medium',
    'a picture in front of the text',
    { name: 'mooring_line', description: '\u{1f680} Renames a mooring line.' },
  ],
  [
    'Destructive critical',
    'a heading in front of the text',
    { name: 'mooring', description: 'DESTRUCTIVE: permanently delete a mooring.' },
  ],
  [
    'Execute medium',
    'what is found and played',
    { name: 'find_tune', description: 'Find a tune by name and play it.' },
  ],
  [
    'Execute medium',
    'what is added to what plays',
    { name: 'add_to_queue', description: 'Adds a tune, album or singer to the playback queue.' },
  ],
  [
    'Write medium',
    'set or removed, by a text',
    {
      name: 'manage_transitions',
      description: 'Manage transitions. operation: one of ("set", "remove", "get").',
      params: ['operation'],
    },
  ],
  ['Destructive high', 'a version behind the thing', { name: 'mooring_delete_webhook_v1' }],
  ['Write high', 'one who stands in for another', { name: 'remove_delegate' }],
  ['Execute high', 'a test that is a run', { name: 'test_flow', description: 'Runs a flow.' }],
  [
    'Write medium',
    'a scene that is written down',
    { name: 'set_scene', description: 'Create or update a scene.', server: 'Home Assistant' },
  ],
  [
    'Destructive high',
    'an index of a table',
    { name: 'delete_index', description: 'Delete an index from a table.' },
  ],
  ['Destructive critical', 'an index that is the data', { name: 'delete_index' }],
  [
    'Read medium',
    'a path that only the text names',
    { name: 'read_pages', description: 'Read pages from an EPUB file. Args: epub_path: where it is.' },
  ],
  [
    'Read low',
    'documentation by its name',
    {
      name: 'read_guide',
      description: 'Read the content of a documentation file.',
      params: ['filename'],
    },
  ],
  [
    'Destructive high',
    'what is emptied, by its name',
    { name: 'clear_memory', description: 'Clear all queries from the memory.' },
  ],
  ['Write medium', 'who works on a card', { name: 'remove_member_from_card' }],
  ['Write high', 'who belongs to a team', { name: 'remove_member_from_team' }],
  ['Write low', 'flags of a mail', { name: 'mark_email', description: 'Change email flags: mark as read.' }],
  ['Write high', 'a release that is approved', { name: 'approve_deployment' }],
  [
    'Write medium',
    'kept as a file, in Chinese',
    { name: 'tide_table', description: '生成潮汐表并保存为文件' },
  ],
  ['Write high', 'bulk by its first word', { name: 'update_berths', description: 'Bulk update berths.' }],
  ['Read medium', 'a reader of what is deployed', { name: 'deploy_file_reader', params: ['path'] }],
];

const told: readonly (readonly [string, string, Told])[] = [
  [
    'a verb with its particle',
    'Write medium',
    { name: 'remove_sticker', description: 'Takes a sticker off a box.' },
  ],
  [
    'a verb with its particle',
    'Financial critical',
    { name: 'goodwill', description: 'Gives money back to a guest.' },
  ],
  [
    'a verb with its particle',
    'Execute high',
    { name: 'older_release', description: 'Rolls a site back to the release before.' },
  ],
  ['an unknown verb', 'Unknown medium', { name: 'gaff_boat', description: 'Gaff a boat.' }],
  [
    'an unknown verb, for good',
    'Destructive critical',
    { name: 'scrap_boat', description: 'Scrap a boat for good. This cannot be undone.' },
  ],
  [
    'for good, denied',
    'Read low',
    { name: 'show_boat', description: 'Shows a boat. It is not permanently hidden.' },
  ],
  [
    'the noun of the text leads',
    'Read low',
    { name: 'post_replies', description: 'Replies that a post has got.' },
  ],
  [
    'another language',
    'Financial critical',
    { name: 'pagar_muelle', description: 'Realiza el pago del muelle.' },
  ],
  [
    'another language',
    'Financial critical',
    { name: 'virement', description: "Transfère de l'argent vers un compte." },
  ],
  [
    'another language',
    'Destructive critical',
    { name: 'kahn', description: 'Entsorgt einen Kahn endgültig.' },
  ],
];

suite('what a text says', () => {
  for (const [what, expected, tool] of told) {
    test(`${what}: ${tool.name} is ${expected}`, () => {
      assert.equal(said(tool), expected);
    });
  }
});

suite('settled since', () => {
  for (const [expected, what, tool] of settled) {
    test(`${what}: ${tool.name} is ${expected}`, () => {
      assert.equal(said(tool), expected);
    });
  }
});

suite('the rubric', () => {
  for (const [rule, expected, told] of cases) {
    test(`${rule === 0 ? 'levels' : rule}: ${told.name} is ${expected}`, () => {
      assert.equal(said(told), expected);
    });
  }
});
