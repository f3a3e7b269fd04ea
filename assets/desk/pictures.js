// Pictures are dropped anywhere on their form, and go to the server one after the other. Without this script the file
// field alone does it.

for (const form of document.querySelectorAll('form.drop')) {
  const field = form.querySelector('input[type=file]');
  const status = form.querySelector('[role=status]');

  const send = async (files) => {
    form.setAttribute('aria-busy', 'true');
    const failures = [];
    let sent = 0;
    for (const file of files) {
      sent += 1;
      status.textContent = `${form.dataset.sending} ${sent}/${files.length}: ${file.name}`;
      const body = new FormData(form);
      body.delete(field.name);
      body.append(field.name, file);
      try {
        const answer = await fetch(form.action, { method: 'POST', body });
        if (!answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          const words = page.querySelector('.problem li, .lead');
          failures.push(words ? words.textContent : `${file.name}: ${form.dataset.failed}`);
        }
      } catch {
        failures.push(`${file.name}: ${form.dataset.failed}`);
      }
    }
    form.removeAttribute('aria-busy');
    field.value = '';
    if (failures.length === 0) {
      location.reload();
      return;
    }
    status.className = 'problem';
    status.textContent = failures.join(' ');
  };

  form.addEventListener('dragover', (event) => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      form.classList.add('over');
    }
  });
  form.addEventListener('dragleave', () => form.classList.remove('over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('over');
    if (event.dataTransfer.files.length > 0) {
      send([...event.dataTransfer.files]);
    }
  });
  form.addEventListener('submit', (event) => {
    if (field.files.length > 0) {
      event.preventDefault();
      send([...field.files]);
    }
  });
}
