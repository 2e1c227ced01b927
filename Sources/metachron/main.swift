import Commands
import Foundation

exit(await Metachron.start())
