"""
The IMAP server of the PEC provider: pymap's in-memory backend, which gives messages back byte for byte, with a mailbox
for every address whose password is known. The command line of pymap has one user only, hence this file.

Usage: imap-server.py PORT UIDVALIDITY, with the key of the passwords in PEC_PROVIDER_KEY. The password of an address is
HMAC-SHA-256(key, address) in hexadecimal, as passwords.ts computes it.
"""

import hmac
import os
import sys
import threading
import time
from hashlib import sha256

from pymap.backend import dict as memory
from pymap.backend.dict import Config, Login
from pymap.mailbox import MailboxSnapshot
from pymap.main import main
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

KEY = os.environ["PEC_PROVIDER_KEY"].encode()
PORT, UID_VALIDITY = sys.argv[1], int(sys.argv[2])


class MailboxForEveryAddress(Login):
    """Makes an address known when somebody first signs in with it; whether the password is right is pymap's to say."""

    async def authenticate(self, credentials):
        address = credentials.authcid
        if address not in self.users_dict:
            password = hmac.new(KEY, address.encode(), sha256).hexdigest()
            self.users_dict[address] = UserMetadata(self.config, address, password=password)
        return await super().authenticate(credentials)


def end_with(parent):
    """A test that is killed stops nothing of what it started."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


memory.Login = MailboxForEveryAddress
# Passwords are computed, not kept: to stretch them at every sign-in would only cost time.
Config._get_hash_context = classmethod(lambda cls, path: Cleartext())
# The provider fills each mailbox anew in the same order: under the same validity each message keeps its UID.
MailboxSnapshot.new_uid_validity = classmethod(lambda cls: UID_VALIDITY)

threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
sys.argv[1:] = ["--host", "127.0.0.1", "--port", PORT, "--no-tls", "dict"]
sys.exit(main())
