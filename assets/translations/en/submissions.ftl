# Joining the network, and being contacted by an exhibitor.

## Joining the network

network-title = Join the network
network-question = How would you like to take part?
role-producer = Producer
role-producer-note = A workshop or family that makes things
role-distributor = Distributor
role-distributor-note = A shop or dealer that sells them
role-consumer = Consumer
role-consumer-note = Someone who buys and uses them

## Being contacted by an exhibitor

contact-title = Have a booth contact you
contact-open = Have this booth contact me

## Details

submission-step-count = Step { $step } of { $steps }
submission-person-question = What is your name?
submission-question = How can we reach you?
submission-name = Your name
submission-name-why = So that we address you correctly
submission-organisation = Organisation (optional)
submission-organisation-why = So that we know who you speak for
submission-reach = Phone or e-mail
submission-reach-why = To invite you to meetings of the network
submission-reach-why-booth = So that the booth can answer you
submission-place = Village or town (optional)
submission-place-why = To invite you to meetings near you
submission-note = Message (optional)
submission-note-why = So that the booth can prepare its answer
submission-next = Continue
submission-name-missing = Please type your name
submission-reach-missing = Please type a phone number or an e-mail address
submission-phone-wrong = A phone number needs 10 digits, starting with 0 (abroad: +)
submission-email-wrong = An e-mail address looks like name@gmail.com
submission-too-long = This is a little long, please shorten it

## Consent

consent-title = Please confirm
consent-network = The organisers may keep this and contact you about the network for sustainable production and consumption.
consent-contact = Booth { $number }, { $booth }, may have this and contact you. No other booth may see it.
consent-only = It is used for nothing else, and leaves this device as soon as the organisers' server has it.
consent-undo = You can ask the organisers to delete it at any time.
consent-yes = I agree
consent-no = I do not agree

## What comes of it

submission-sending = Saving, one moment please
submission-thanks = Thank you
submission-thanks-network = The organisers will be in touch
submission-thanks-contact = The booth will be in touch
submission-thanks-gone = Nothing of yours is left on this screen
submission-done = Done
submission-failed = This could not be saved
submission-failed-next = Nothing was sent. Please try again, or ask a member of staff.
submission-again = Try again

## To somebody with a ticket, while somebody else writes

form-busy = Somebody is writing here
form-busy-next = Please hold your ticket here again in a moment
