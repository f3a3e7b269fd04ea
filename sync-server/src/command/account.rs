//! The organisers' accounts from this computer: for an owner who can't sign in any more.

use clap::Subcommand;
use sync_server::operations::accounts;
use sync_server::ports::AccountName;

use super::data::Data;

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// List the accounts and what they may do
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Give an account a new password, printed once; its sessions end
    #[command(after_help = "\
EXAMPLES:
  sync-server account list --data venue
  sync-server account reset --data venue --name 'Nguyễn Thị An'
  sudo -u exhibition-server sync-server account reset --data /var/lib/exhibition-server/exhibition --name An

For an owner who forgot the password, or lost the telephone that makes the one-time codes; the owner resets everybody else's
on the desk. It is done on the server's computer alone, by a person who can read the exhibition's folder. The password is
changed at the first sign-in, one-time codes are off until they are set up again, and the audit log names the command line.")]
    Reset {
        #[command(flatten)]
        data: Data,
        /// The name that they sign in with
        #[arg(long)]
        name: AccountName,
    },
}

/// Does what was asked.
pub(super) fn run(command: AccountCommand) -> anyhow::Result<()> {
    match command {
        AccountCommand::List { data } => {
            for account in data.database()?.read()?.accounts()?.accounts.values() {
                say!("{}\t{}", account.name, account.role.code());
            }
        }
        AccountCommand::Reset { data, name } => {
            let password = accounts::reset_password(&*data.database()?, &name)?;
            say!("The new password of {name} is {password}");
            say!(
                "It is not shown again. Sign in with it on the desk and choose another one there; \
                 everybody who was signed in as {name} is signed out."
            );
        }
    }
    Ok(())
}
