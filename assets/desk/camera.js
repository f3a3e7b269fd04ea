// A ticket is held before the camera: pictures of it go to the server until one of them can be read. Without this script, or
// where the browser has no camera for it, a photograph is chosen in the form.

const PAUSE_MS = 250;
const SIDE = 1280;

const form = document.querySelector('form.camera');
const section = document.querySelector('section.camera');
const video = section.querySelector('video');
const status = section.querySelector('[role=status]');
const canvas = document.createElement('canvas');

const picture = () => {
  const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
};

// Leads to the ticket, or to what else became of the picture.
const read = async () => {
  const body = new FormData();
  body.append('picture', await picture(), 'camera.jpg');
  const answer = await fetch(form.action, { method: 'POST', body });
  if (answer.redirected) {
    location.assign(answer.url);
    return true;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (answer.ok) {
    document.querySelector('main').replaceWith(page.querySelector('main'));
    return true;
  }
  status.textContent = page.querySelector('.problem li')?.textContent ?? section.dataset.looking;
  return false;
};

const look = async () => {
  try {
    if (video.videoWidth > 0 && !document.hidden && (await read())) {
      video.srcObject.getTracks().forEach((track) => track.stop());
      return;
    }
  } catch {
    // The server may be away for a moment.
  }
  setTimeout(look, PAUSE_MS);
};

if (navigator.mediaDevices) {
  section.hidden = false;
  try {
    const facing = { facingMode: 'environment', width: { ideal: SIDE } };
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: facing });
    await video.play();
    status.textContent = section.dataset.looking;
    look();
  } catch {
    video.hidden = true;
    status.textContent = section.dataset.denied;
  }
}
