// Tells the phone which passkeys still open this account, so that it no longer offers the others.
export function attach(place) {
  const { accepted, user } = place.dataset;
  self.PublicKeyCredential?.signalAllAcceptedCredentials?.({
    rpId: location.hostname,
    userId: user,
    allAcceptedCredentialIds: accepted.split(" "),
  }).catch(() => {});
}
