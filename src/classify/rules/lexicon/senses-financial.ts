// Senses of verbs that move or commit real money or tradable assets.
import type { Sense } from './sense.ts';

export const financialSenses: readonly Sense[] = [
  {
    id: 'testnet',
    category: 'Write',
    verbs: 'request claim airdrop fund drip get mint',
    when: { words: 'airdrop faucet testnet devnet drip' },
    example: { name: 'request_faucet', level: 'medium' },
  },
  {
    id: 'pay',
    category: 'Financial',
    verbs:
      'pay refund payout reimburse disburse donate tip repay prepay remit topup top-up withdraw deposit purchase buy checkout overpay zelle venmo',
    effects: ['moves-money'],
    example: { name: 'refund_payment', level: 'critical' },
  },
  {
    id: 'trade',
    category: 'Financial',
    verbs:
      'sell swap stake unstake restake mint lend borrow liquidate short long hedge redeem wrap unwrap arbitrage snipe bid rebalance exchange trade bridge supply zap settle',
    when: { domain: ['trading', 'crypto', 'payments', 'finance'] },
    effects: ['moves-money'],
    example: { name: 'swap_tokens', params: ['amount'], server: 'Solana wallet', level: 'critical' },
  },
  {
    id: 'charge',
    category: 'Financial',
    verbs: 'charge capture bill debit credit void authorize settle',
    when: { object: ['money'] },
    effects: ['moves-money'],
    example: { name: 'capture_payment', level: 'critical' },
  },
  {
    id: 'airdrop',
    category: 'Financial',
    verbs: 'airdrop start perform execute send run distribute',
    when: { words: 'airdrop airdrops payout-run', not: ['report'] },
    effects: ['moves-money'],
    example: { name: 'start_airdrop', level: 'critical' },
  },
  {
    id: 'transfer-asset',
    category: 'Financial',
    verbs:
      'transfer send move withdraw deposit claim collect buy sell burn mint bridge swap delegate broadcast wrap unwrap convert sign submit',
    when: { object: ['asset'], domain: ['crypto', 'trading'], not: ['report', 'inquiry', 'outside', 'chat'] },
    effects: ['moves-money'],
    example: {
      name: 'transfer_token',
      params: ['to', 'amount'],
      server: 'Ethereum wallet',
      level: 'critical',
    },
  },
  {
    id: 'issue-asset',
    category: 'Financial',
    verbs: 'create deploy launch mint',
    when: { head: 'token nft coin memecoin erc20 erc721 token-contract pumpfuntoken', server: ['crypto'] },
    effects: ['moves-money'],
    example: { name: 'create_token', server: 'Solana wallet', level: 'critical' },
  },
  {
    id: 'change-order',
    category: 'Financial',
    verbs: 'cancel modify replace amend edit update',
    when: {
      head: 'order orders bet bets offer offers',
      domain: ['trading', 'crypto', 'commerce', 'payments'],
      not: ['chat', 'report'],
    },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'cancel_order', server: 'Brokerage trading', level: 'high' },
  },
  {
    id: 'place-order',
    category: 'Financial',
    verbs:
      'place cancel submit create modify replace execute amend close open exercise send edit confirm update',
    when: {
      head: 'order orders trade trades position positions spread swap leverage bracket buy sell transaction transactions',
      domain: ['trading', 'crypto', 'commerce', 'payments'],
      not: ['chat', 'report'],
    },
    effects: ['moves-money'],
    example: {
      name: 'place_order',
      params: ['symbol', 'side', 'qty'],
      server: 'Brokerage trading',
      level: 'critical',
    },
  },
  {
    id: 'transfer-money',
    category: 'Financial',
    verbs: 'transfer send move wire',
    when: {
      words:
        'money fund funds payment payout balance cash eth sol btc bitcoin ether usdc usdt token tokens sats lightning crypto erc20 nft',
    },
    effects: ['moves-money'],
    example: { name: 'transfer_funds', level: 'critical' },
  },
  {
    id: 'bet',
    category: 'Financial',
    verbs: 'place bet wager make submit add remove provide cancel withdraw',
    when: { words: 'bet bets wager wagers liquidity offer-to-buy', not: ['guidance'] },
    effects: ['moves-money'],
    example: { name: 'add_liquidity', level: 'critical' },
  },
  {
    id: 'issue-token',
    category: 'Financial',
    verbs: 'deploy mint launch',
    when: { words: 'token tokens nft nfts coin memecoin' },
    effects: ['moves-money'],
    example: { name: 'mint_nft', level: 'critical' },
  },
  {
    id: 'spend-approval',
    category: 'Financial',
    verbs: 'approve revoke',
    when: { words: 'token nft erc20 erc721 allowance spending spender approval', domain: ['crypto'] },
    effects: ['moves-money'],
    example: { name: 'approve_token', server: 'Wallet for ethereum', level: 'critical' },
  },
  {
    id: 'make-payment',
    category: 'Financial',
    verbs: 'create send issue make submit initiate process execute schedule capture generate release trigger',
    when: {
      head: 'payout payouts refund refunds charge charges withdrawal withdrawals deposit donation remittance wire topup credit payroll',
    },
    effects: ['moves-money'],
    example: { name: 'create_payout', level: 'critical' },
  },
  {
    id: 'make-payment-link',
    category: 'Financial',
    verbs: 'create send generate update',
    when: {
      words: 'link links paylink checkout',
      head: 'payment payments paylink checkout invoice',
      not: ['chat', 'report'],
    },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'create_payment_link', level: 'high' },
  },
  {
    id: 'payment',
    category: 'Financial',
    verbs: 'create send issue make submit initiate process execute schedule capture release trigger',
    when: { head: 'payment payments' },
    effects: ['moves-money'],
    example: { name: 'create_payment', level: 'critical' },
  },
  {
    id: 'make-obligation',
    category: 'Financial',
    verbs:
      'create send issue cancel update finalize void pause resume generate add change modify apply delete make submit upgrade downgrade renew accept start stop',
    when: {
      head: 'invoice invoices subscription subscriptions payment payments payout payouts refund refunds paymentlink payment-link paylink mandate installment checkout billing',
      domain: ['payments', 'finance', 'commerce', 'crypto', 'trading'],
      not: ['chat', 'report'],
    },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'cancel_subscription', server: 'Billing and payments', level: 'high' },
  },
  {
    id: 'make-invoice',
    category: 'Financial',
    verbs: 'create send issue finalize void cancel generate',
    when: { head: 'invoice paymentlink payment-link checkout invoices', not: ['chat', 'report'] },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'send_invoice', level: 'high' },
  },
  {
    id: 'ad-spend',
    category: 'Financial',
    verbs: 'create update set change increase decrease adjust enable',
    when: {
      words: 'budget budgets bid bids spend campaign campaigns ad ads adset ad-set',
      server: ['advertising'],
    },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'update_campaign_budget', server: 'Google Ads: advertising', level: 'high' },
  },
  {
    id: 'book-paid',
    category: 'Financial',
    verbs: 'book reserve order purchase',
    when: {
      domain: ['commerce', 'payments'],
      words:
        'flight hotel ticket ride room food pizza meal order trip car seat domain product coffee groceries item',
    },
    effects: ['moves-money'],
    example: { name: 'book_flight', server: 'Travel booking', level: 'critical' },
  },
  {
    id: 'buy-domain',
    category: 'Financial',
    verbs: 'register purchase renew buy order transfer',
    when: { words: 'domain domains', signal: ['amount', 'money-source'] },
    effects: ['moves-money'],
    example: { name: 'register_domain', params: ['domain', 'price'], level: 'critical' },
  },
  {
    id: 'trade-anything',
    category: 'Financial',
    verbs:
      'sell stake unstake restake liquidate mint airdrop wager charge bill debit trade bid snipe zap redeem short long',
    effects: ['moves-money'],
    example: { name: 'sell_shares', level: 'critical' },
  },
];
