// Sends the report form. "Message sent" appears only after the operator's endpoint confirmed.
for (const form of document.querySelectorAll('form[data-report]')) {
  form.hidden = false;
  const status = form.querySelector('[role=status]');
  const button = form.querySelector('button');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = 'Sending.';
    try {
      const response = await fetch(form.dataset.report, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ page: location.href, ...Object.fromEntries(new FormData(form)) }),
        signal: AbortSignal.timeout(15_000),
      });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      form.reset();
      status.textContent = 'Message sent.';
    } catch (error) {
      status.textContent = `The message was not sent: ${error.message}. You can open a change instead.`;
    }
    button.disabled = false;
  });
}
